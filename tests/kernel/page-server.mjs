// Serves one page, prints what it posts, and ends when it posts its end: page-server.mjs PAGE PORT
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [page, port] = process.argv.slice(2);
const patience = 1_200_000;
createServer((request, response) => {
  if (request.method !== "POST") return response.setHeader("content-type", "text/html").end(readFileSync(page));
  let body = "";
  request.on("data", (bytes) => (body += bytes));
  request.on("end", () => {
    response.end();
    if (request.url === "/end") process.exit(0);
    console.log(body);
  });
}).listen(Number(port), "127.0.0.1");
setTimeout(() => process.exit(1), patience);
