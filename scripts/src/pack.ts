import { resolve } from 'node:path';
import { packPackages } from './packages/packPackages';

const USAGE = 'npm run pack -- [folder]   builds the packages and puts them there; default: dist';

async function main([folder = 'dist', ...rest]: string[]): Promise<number> {
  if (folder.startsWith('-') || rest.length > 0) {
    console.log(USAGE);
    return folder === '--help' || folder === '-h' ? 0 : 1;
  }
  const packages = await packPackages(resolve(folder), sentence => console.log(`${sentence} ...`));
  console.log(['', ...packages.map(({ tarball }) => tarball)].join('\n'));
  return 0;
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
