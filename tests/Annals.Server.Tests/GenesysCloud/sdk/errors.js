'use strict';
// Provokes errors through the official SDK and writes what it hands on, by name, as one line of JSON.
// Input: one line of JSON { host, port, clientId, clientSecret, weakId, weakSecret, interval, requestsPerMinute }.
// The server must hold back its queries, so that results are a conflict.

const platformClient = require('purecloud-platform-client-v2');

const input = JSON.parse(process.argv[2]);
const client = platformClient.ApiClient.instance;
client.setGateway({ host: input.host, protocol: 'http', port: input.port, path_params_login: '', path_params_api: '' });
const api = new platformClient.AuditApi();

async function errorOf(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('the call was expected to fail');
}

async function run() {
  const output = {};
  output.login = await errorOf(() => client.loginClientCredentialsGrant(input.clientId, 'wrong')).then(error => error.response ? { status: error.response.status, data: error.response.data } : error);
  client.setAccessToken('made-up');
  output['401'] = await errorOf(() => api.getAuditsQueryServicemapping());
  await client.loginClientCredentialsGrant(input.weakId, input.weakSecret);
  output['403'] = await errorOf(() => api.getAuditsQueryServicemapping());
  await client.loginClientCredentialsGrant(input.clientId, input.clientSecret);
  output['400'] = await errorOf(() => api.postAuditsQuery({ interval: 'yesterday' }));
  output['404'] = await errorOf(() => api.getAuditsQueryTransactionId('00000000-0000-4000-8000-000000000000'));
  const created = await api.postAuditsQuery({ interval: input.interval });
  output['409'] = await errorOf(() => api.getAuditsQueryTransactionIdResults(created.id));
  output['413'] = await errorOf(() => api.postAuditsQuery({ interval: input.interval, serviceName: 'x'.repeat(2 * 1024 * 1024) }));
  client.setReturnExtendedResponses(true);
  output.extended = await errorOf(() => api.postAuditsQuery({ interval: 'yesterday' })).then(error => ({ status: error.status, body: error.body, correlation: error.headers['inin-correlation-id'] }));
  client.setReturnExtendedResponses(false);
  for (let i = 0; i <= input.requestsPerMinute && !output['429']; i++) {
    await api.getAuditsQueryTransactionId(created.id).catch(error => { output['429'] = error; });
  }
  return output;
}

run().then(
  output => process.stdout.write(JSON.stringify(output) + '\n'),
  error => {
    process.stderr.write(`${error && error.stack ? error.stack : JSON.stringify(error)}\n`);
    process.exitCode = 1;
  });
