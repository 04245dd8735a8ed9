import { Locator, Page } from 'playwright-core';
import { Stage } from './Scenario';

/** Opens the Traffic tab of a component, in the signed-in window. */
export async function openTraffic(stage: Stage, page: Page, component: string): Promise<void> {
  await page.goto(`${stage.portal.url}/catalog/default/component/${component}/traffic`);
}

/** From the home page by the sidebar to the template's form. */
export async function openTemplate(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Create' }).first().click();
  const card = page.locator('[data-testid="template-card-actions"]');
  await card.getByRole('button', { name: 'Choose' }).click();
  await page.getByRole('heading', { name: 'Choose versions per caller' }).waitFor();
}

/** Picks the service in the form by typing and choosing. */
export async function chooseService(page: Page, title: string): Promise<void> {
  const picker = page.getByRole('combobox', { name: 'Service' });
  await picker.click();
  await picker.fill(title);
  await page.getByRole('option', { name: title }).click();
}

/** The form's row of one caller. */
export function callerForm(page: Page, caller: string): Locator {
  return page.getByRole('group', { name: `Versions for ${caller}` });
}

/** Sets the percent of one version for one caller. */
export async function setPercent(
  page: Page,
  caller: string,
  version: string,
  percent: number,
): Promise<void> {
  await callerForm(page, caller).getByLabel(version).fill(String(percent));
}

/** The table's row of one caller on the Traffic tab. */
export function callerRow(page: Page, caller: string): Locator {
  return page
    .getByRole('table', { name: /^Callers of/ })
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: caller, exact: true }) });
}
