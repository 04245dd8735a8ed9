import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ChangeReview, Diagnostic } from 'backstage-plugin-mesh-traffic-common';
import { review } from '../../__testUtils__/fixtures';
import { ReviewView } from './ReviewView';

const FOLDER = 'mesh/shared-services/backend';

const finding = (name: string, severity: Diagnostic['severity']): Diagnostic => ({
  code: 'MT2013',
  severity,
  path: 'spec.hosts',
  message: `${name} competes.`,
  help: 'Keep one.',
  line: 7,
  file: `${FOLDER}/${name}.yaml`,
  object: `VirtualService/shared-services/${name}`,
});

const show = (changes: Partial<ChangeReview>) =>
  renderInTestApp(
    <ReviewView
      review={{ ...review, ...changes }}
      updating={false}
      versions={['stable', 'canary']}
      driftAck={[]}
      onDriftAck={() => {}}
      onRoutes={() => {}}
    />,
  );

it('shows what a change brings, with the file to open; the code is last and small', async () => {
  await show({ diagnostics: [finding('legacy', 'warning')] });
  expect(await screen.findByText('New with this change')).toBeVisible();
  const item = screen.getByText('legacy competes. Keep one.').closest('li') as HTMLElement;
  expect(item).toHaveTextContent(
    `Warning in legacy.yaml: legacy competes. Keep one.MT2013 at spec.hosts, ${FOLDER}/legacy.yaml, line 7`,
  );
});

it('says what a change cures', async () => {
  await show({ cured: [finding('legacy', 'error')] });
  const list = (await screen.findByText('This change also cures:')).parentElement as HTMLElement;
  expect(within(list).getByText('legacy competes.')).toHaveTextContent(
    'legacy.yaml: legacy competes.',
  );
  expect(within(list).queryByText(/Error/)).not.toBeInTheDocument();
  expect(screen.queryByText('New with this change')).not.toBeInTheDocument();
});

it('folds what was there before, errors included', async () => {
  await show({ known: [finding('legacy', 'error'), finding('older', 'info')] });
  const fold = await screen.findByRole('button', {
    name: '2 findings were there before and stay as they are',
  });
  expect(screen.getByText(/legacy competes/)).not.toBeVisible();
  expect(screen.queryByText('New with this change')).not.toBeInTheDocument();
  await userEvent.click(fold);
  expect(screen.getByText(/legacy competes/)).toBeVisible();
  expect(screen.getByText(/older competes/)).toBeVisible();
});

it('has its parts under headings, for those who go from one to the next', async () => {
  await show({
    diagnostics: [finding('new', 'warning')],
    cured: [finding('legacy', 'error')],
    known: [finding('older', 'info')],
  });
  await screen.findByText('New with this change');
  const headings = screen.getAllByRole('heading', { level: 4 });
  expect(headings.map(({ textContent }) => textContent)).toEqual([
    'New with this change',
    'This change also cures:',
    '1 finding was there before and stays as it is',
    expect.stringMatching(/files? changes?$/),
  ]);
  expect(screen.queryAllByRole('heading', { level: 3 })).toEqual([]);
});
