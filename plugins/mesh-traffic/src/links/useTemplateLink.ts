import { useRouteRef } from '@backstage/core-plugin-api';
import { templateRouteRef } from '../routes';

/** The template that changes versions per caller, as `templates/` registers it. */
const TEMPLATE = { namespace: 'default', templateName: 'choose-versions-per-caller' };

/** Address of the template with the service filled in; undefined in an app without the scaffolder. */
export function useTemplateLink(entityRef: string): string | undefined {
  const route = useRouteRef(templateRouteRef);
  if (!route) return undefined;
  const formData = JSON.stringify({ policy: { entityRef } });
  return `${route(TEMPLATE)}?${new URLSearchParams({ formData })}`;
}
