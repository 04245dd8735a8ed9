export { COMPILER_VERSION } from './COMPILER_VERSION';
export { compile, type Compiled } from './compile';
export { type CompileOptions } from './CompileOptions';
export { compileNamespace } from './namespace/compileNamespace';
export { inspectFile, type FileInspection } from './inspectFile';
export { renderFiles, type GeneratedFile } from './renderFiles';
export { lintNamespaceTransition } from './transition/lintNamespaceTransition';
export { lintTransition } from './transition/lintTransition';
export { retiringAfter } from './transition/retiringAfter';
