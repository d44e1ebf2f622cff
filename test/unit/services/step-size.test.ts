import { expect, it } from 'vitest';
import { StepSize } from '../../../src/services/step-size.js';

/** A step whose writes take as long as the test says. */
function timedStep() {
  let now = 0;
  const step = new StepSize(() => now);
  const take = async (millis: number): Promise<number> => {
    await step.timed(async () => {
      now += millis;
    });
    return step.rows;
  };
  return { step, take };
}

it('halves the rows of a step while writes are slow, and doubles them again while they are fast', async () => {
  const { step, take } = timedStep();
  const sizes = [step.rows];
  for (const millis of [81, 90, 500, 5000, 50, 80, 40, 39, 1, 1, 1]) sizes.push(await take(millis));
  expect(sizes).toEqual([50, 25, 12, 10, 10, 10, 10, 10, 20, 40, 50, 50]);
});

it('keeps the duration of a write between the two limits, whatever a row takes', async () => {
  for (const perRow of [0.1, 0.5, 1, 3, 7]) {
    const { step, take } = timedStep();
    for (let round = 0; round < 10; round += 1) await take(5 + perRow * step.rows);
    const millis = 5 + perRow * step.rows;
    expect([perRow, millis <= 80 || step.rows === 10]).toEqual([perRow, true]);
    expect([perRow, millis >= 40 || step.rows === 50]).toEqual([perRow, true]);
  }
});

it('counts a write that failed', async () => {
  let now = 0;
  const step = new StepSize(() => now);
  const failing = step.timed(() => {
    now += 100;
    return Promise.reject(new Error('too late'));
  });
  await expect(failing).rejects.toThrow('too late');
  expect(step.rows).toBe(25);
});
