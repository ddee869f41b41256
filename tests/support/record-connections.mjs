// Loaded before a program (`node --import`): refuses every connection and name lookup that does not stay on this
// machine, and writes down each destination, one line each, to the file that JAWARA_TEST_CONNECTIONS names.
import { appendFileSync } from 'node:fs';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import process from 'node:process';

const file = process.env.JAWARA_TEST_CONNECTIONS;
const LOCAL = new Set(['localhost', '127.0.0.1', '::1']);

function note(what) {
  if (file !== undefined) appendFileSync(file, `${what}\n`);
}

function admit(host, what) {
  note(what);
  if (!LOCAL.has(host)) throw new Error(`a connection to ${host} is refused`);
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectNoted(...parameters) {
  // Node normalizes [options, callback] before it calls itself again.
  const [first] = Array.isArray(parameters[0]) ? parameters[0] : parameters;
  const options =
    typeof first === 'object' && first !== null
      ? first
      : { port: first, host: typeof parameters[1] === 'string' ? parameters[1] : 'localhost' };
  const host = options.host ?? 'localhost';
  if (typeof options.path !== 'string') admit(host, `tcp ${host}:${options.port}`);
  else note(`pipe ${options.path}`);
  return connect.apply(this, parameters);
};

for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const original = dns[name];
  dns[name] = function lookupNoted(host, ...rest) {
    admit(host, `dns ${host}`);
    return original.call(this, host, ...rest);
  };
  const promised = dns.promises[name];
  dns.promises[name] = function lookupNoted(host, ...rest) {
    admit(host, `dns ${host}`);
    return promised.call(this, host, ...rest);
  };
}

const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function sendNoted(...parameters) {
  note('udp');
  return send.apply(this, parameters);
};

note('loaded');
