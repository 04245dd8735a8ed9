import '@testing-library/jest-dom';

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
