module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // A backend made for tests: it may use any plugin, as a backend may.
  rules: { '@backstage/no-mixed-plugin-imports': 'off' },
});
