import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { readBody } from '../../src/http/body.js';

const chunk = '1\r\n \r\n';

it('a body in tiny chunks is read completely, and other requests run after each thousand chunks', async () => {
  let [turn, most, ofTurn, last] = [0, 0, 0, 0];
  let isDone = false;
  const count = (): void => {
    turn += 1;
    if (!isDone) setImmediate(count);
  };
  const server = createServer((request, response) => {
    count();
    request.on('data', () => {
      ofTurn = last === turn ? ofTurn + 1 : 1;
      last = turn;
      most = Math.max(most, ofTurn);
    });
    void readBody(request, 4_000_000, () => {}).then((body) => response.end(`${body.length}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(
      `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(200_000)}0\r\n\r\n`,
    );
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString();
    });
    await once(socket, 'end');
    expect(text).toContain('200000');
    expect(most).toBeLessThanOrEqual(1000);
  } finally {
    isDone = true;
    server.close();
  }
});
