import { setImmediate } from 'timers/promises';
import { SampleStore } from '../snapshot/SampleStore';
import { TrafficModel } from './TrafficModel';

const STEP_SECONDS = 15;

/**
 * Lets the model send the calls of a past that ends now, so that charts are not empty at first start.
 *
 * @returns the moment, in Unix seconds, at which the past ends and the present begins
 */
export async function writeHistory(
  model: TrafficModel,
  store: SampleStore,
  seconds: number,
): Promise<number> {
  const end = Math.floor(Date.now() / 1000);
  let time = end - seconds;
  store.add(model.ledger.sample(time));
  while (time < end) {
    const next = Math.min(end, time + STEP_SECONDS);
    model.advance(time, next);
    store.add(model.ledger.sample(next));
    time = next;
    // Health checks of whoever waits for us are answered in between.
    await setImmediate();
  }
  return end;
}
