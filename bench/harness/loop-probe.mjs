/**
 * Loaded into a server by `--import`: how long its event loop was held. On SIGUSR2 it writes what it saw to the file
 * named by LOOP_PROBE and begins anew. Processor time is counted beside the clock, as on a machine that does much
 * else the clock counts the others too.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const cpu = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
let last = cpu();
let most = 0;
// A timer that is due runs once a turn of the loop; what the thread did since its last run was one turn.
setInterval(() => {
  const now = cpu();
  most = Math.max(most, now - last);
  last = now;
}, 1).unref();

process.on('SIGUSR2', () => {
  const file = process.env.LOOP_PROBE ?? '';
  writeFileSync(`${file}.new`, JSON.stringify({ cpu: most, wall: delay.max / 1e6 }));
  renameSync(`${file}.new`, file);
  most = 0;
  last = cpu();
  delay.reset();
});
