module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    '@backstage/no-mixed-plugin-imports': 'error',
    // The strict schemas that the compiler's tests check against are not part of the published package.
    '@backstage/no-forbidden-package-imports': 'off',
    'no-restricted-imports': 'off',
  },
});
