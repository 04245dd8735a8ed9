import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { dumpYaml } from '../../kubernetes/dumpYaml';
import { loadYaml } from '../../kubernetes/loadYaml';
import { compileDocument } from './compileDocument';

/**
 * What a golden case compiles to: its findings as comments, then its objects as one YAML stream.
 *
 * @param folder - holds `policy.yaml`, and `options.yaml` where the case needs {@link CompileOptions}
 * @param rewrite - what to compile instead of the text of `policy.yaml`
 */
export function goldenManifests(folder: string, rewrite = (text: string) => text): string {
  const options = existsSync(join(folder, 'options.yaml'))
    ? loadYaml(readFileSync(join(folder, 'options.yaml'), 'utf8')).documents[0].value
    : {};
  const text = rewrite(readFileSync(join(folder, 'policy.yaml'), 'utf8'));
  const { manifests, diagnostics } = compileDocument(text, options as object);
  const findings = diagnostics.map(
    ({ code, severity, path, message }) => `# ${severity} ${code} ${path}: ${message}\n`,
  );
  return [...findings, ...manifests.map(manifest => `---\n${dumpYaml(manifest)}`)].join('');
}
