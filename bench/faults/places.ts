import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { reflectionMethods } from '../../src/grpc/reflection.js';
import { encodeMessage } from '../../src/schema/wire/message-codec.js';
import { type Abuse, openAll, pause, under } from './abuse.js';
import type { Replica } from './replica.js';

/** Uploads that send their first byte and no more, as many as there are places, until the server has ended all of them. */
export function stalledUploads(replica: Replica, count: number): Promise<Abuse> {
  return under(replica, `${count} uploads that stop after a byte`, async (tell) => {
    const { host } = new URL(replica.url);
    const sockets = await openAll(replica.url, count);
    await Promise.all(
      sockets.map(async (socket) => {
        let text = '';
        socket.on('data', (chunk: Buffer) => {
          text += chunk.toString('latin1');
        });
        socket.write(`POST /v1beta1/projects/p/occurrences:import HTTP/1.1\r\nHost: ${host}\r\n`);
        socket.write('Content-Length: 1000000\r\n\r\n{');
        await once(socket, 'close');
        tell(text.slice(9, 12));
      }),
    );
  });
}

/** Questions to reflection on streams that nobody reads, over connections of 10 streams each. */
export function unreadReflection(replica: Replica, streams: number, questions: number): Promise<Abuse> {
  const name = 'grpc.reflection.v1.ServerReflection';
  const method = reflectionMethods(async () => ({ services: [], files: [] })).get(name);
  if (method === undefined) throw new Error('no reflection');
  const message = encodeMessage(method.request, { fileContainingSymbol: 'grafeas.v1beta1.Note' });
  const prefix = Buffer.from([0, 0, 0, 0, message.length]);
  const asked = Buffer.concat(Array.from({ length: questions }, () => Buffer.concat([prefix, message])));
  const headers = {
    ':method': 'POST',
    ':path': `/${name}/ServerReflectionInfo`,
    'content-type': 'application/grpc',
  };
  return under(replica, `${streams} reflection streams with ${questions} questions, unread`, async (tell) => {
    const sessions = Array.from({ length: Math.ceil(streams / 10) }, () => connectHttp2(replica.url));
    for (let n = 0; n < streams; n += 1) {
      const session = sessions[Math.floor(n / 10)];
      if (session === undefined) break;
      session.on('error', () => {});
      const stream = session.request(headers);
      stream.on('error', () => {});
      stream.on('response', (answer) =>
        tell(answer['grpc-status'] === undefined ? 'open' : `code ${answer['grpc-status']}`),
      );
      stream.write(asked);
    }
    await pause(5000);
    for (const session of sessions) session.destroy();
  });
}
