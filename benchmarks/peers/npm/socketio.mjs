// socket.io over WebSocket only: an event of one member is emitted to all. Nothing is stored or numbered.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const server = new Server(http, { transports: ["websocket"], perMessageDeflate: false, pingInterval: 60000 });
server.on("connection", (socket) => socket.on("say", (text) => server.emit("said", text)));
http.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => {
  console.log(JSON.stringify({ port: http.address().port }));
});
