'use strict';
// Runs every audit operation of the official SDK against a server and writes what came back as one line of JSON.
// Input: one line of JSON { host, port, clientId, clientSecret, interval, auditId }.

const platformClient = require('purecloud-platform-client-v2');

const input = JSON.parse(process.argv[2]);
const client = platformClient.ApiClient.instance;
client.setGateway({ host: input.host, protocol: 'http', port: input.port, path_params_login: '', path_params_api: '' });

async function succeeded(api, transactionId) {
  for (;;) {
    const status = await api.getAuditsQueryTransactionId(transactionId);
    if (status.state === 'Succeeded') return status;
    if (status.state !== 'Queued' && status.state !== 'Running') throw new Error(`ended as ${status.state}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

async function run() {
  await client.loginClientCredentialsGrant(input.clientId, input.clientSecret);
  const api = new platformClient.AuditApi();
  const output = {};
  output.mapping = await api.getAuditsQueryServicemapping();
  output.realtimeMapping = await api.getAuditsQueryRealtimeServicemapping();

  const query = { interval: input.interval, sort: [{ name: 'Timestamp', sortOrder: 'ascending' }] };
  output.created = await api.postAuditsQuery(query);
  output.status = await succeeded(api, output.created.id);
  output.pages = [];
  let cursor;
  do {
    const page = await api.getAuditsQueryTransactionIdResults(output.created.id, { cursor, pageSize: 2, expand: ['user'], allowRedirect: false });
    output.pages.push(page);
    cursor = page.cursor;
  } while (cursor);
  // The SDK's transport follows the redirect and hands on the download.
  output.redirected = await api.getAuditsQueryTransactionIdResults(output.created.id, { pageSize: 500, allowRedirect: true });

  output.filtered = await api.postAuditsQueryRealtime({ interval: input.interval, serviceName: 'PeoplePermissions', filters: [{ property: 'EntityType', value: 'OAuthClient' }, { property: 'Action', value: 'Delete' }] });
  output.realtime = await api.postAuditsQueryRealtime({ ...query, pageNumber: 2, pageSize: 2 }, { expand: ['user'] });
  output.related = await api.postAuditsQueryRealtimeRelated({ auditId: input.auditId, sort: query.sort });
  return output;
}

run().then(
  output => process.stdout.write(JSON.stringify(output) + '\n'),
  error => {
    process.stderr.write(`${error && error.stack ? error.stack : JSON.stringify(error)}\n`);
    process.exitCode = 1;
  });
