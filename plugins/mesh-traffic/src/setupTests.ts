import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// jsdom draws nothing: uPlot is asked for its picture, which the tests of chartOptions cover, and not run here.
jest.mock('uplot', () => ({
  __esModule: true,
  default: class {
    setData() {}
    setSize() {}
    destroy() {}
  },
}));

class StillResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= StillResizeObserver;

// On a busy machine an app takes its time to appear: that is no failure.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
