// Bare Bolt for JavaScript: acknowledges and posts one message. node app.js API PORT SECRET
const { App, HTTPReceiver, LogLevel } = require("@slack/bolt");

const [api, port, signingSecret] = process.argv.slice(2);
const answer = "Both scale. It depends on what you build.";
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
const app = new App({
  token: "xoxb-bench",
  receiver,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: api },
});

app.event("app_mention", ({ event, say }) => say({ text: answer, thread_ts: event.ts }));
app.command("/stackpick", async ({ ack, say }) => {
  await ack();
  await say(answer);
});
app.action("move:wanted_more:bench", async ({ body, ack, say }) => {
  await ack();
  await say({ text: answer, thread_ts: body.message.ts });
});

app.start({ port: Number(port), host: "127.0.0.1" });
