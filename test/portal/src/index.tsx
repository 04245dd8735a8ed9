import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/frontend-defaults';
import { createRoot } from 'react-dom/client';
import { portalModule } from './portalModule';

const root = document.getElementById('root');
if (!root) {
  throw new Error('The page has no element "root".');
}

// Plugins are found in package.json (`app.packages: all`), so that what an adopter does is what is shown here.
createRoot(root).render(createApp({ features: [portalModule] }).createRoot());
