// Colyseus: a room whose visitors have a place; patches ten times a second to all. A line on stdin asks for the references' numbers.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { Room, Server } from "@colyseus/core";
import { Encoder, schema } from "@colyseus/schema";
import { WebSocketTransport } from "@colyseus/ws-transport";

Encoder.BUFFER_SIZE = 4 << 20;
const Visitor = schema({ x: "uint16", z: "uint16", yaw: "uint8" }, "Visitor");
const State = schema({ people: { map: Visitor } }, "State");
let visitors = [];

class Hall extends Room {
  maxClients = 20000;
  patchRate = 100;
  seatReservationTimeout = 600;

  onCreate() {
    this.state = new State();
    visitors = [];
    this.onMessage(1, (client, [x, z, yaw]) => {
      Object.assign(client.userData, { x, z, yaw });
    });
  }

  onJoin(client, options) {
    const visitor = Object.assign(new Visitor(), { x: 1, z: 1, yaw: 0 });
    client.userData = visitor;
    this.state.people.set(client.sessionId, visitor);
    visitors.push([visitor, options.number]);
  }
}

const http = createServer();
const server = new Server({ transport: new WebSocketTransport({ server: http, pingInterval: 30000 }), greet: false });
server.define("hall", Hall);
await server.listen(0, "127.0.0.1");
console.log(JSON.stringify({ port: http.address().port }));
createInterface({ input: process.stdin }).on("line", () => {
  const pairs = visitors.map(([visitor, number]) => [visitor["~refId"], number]);
  console.log(JSON.stringify(pairs));
});
