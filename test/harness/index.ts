export { servers, type ServerName } from './servers.ts';
export { testDatabase, testNamespace, testTopic, type TestNamespace, type TestTopic } from './resources.ts';
export { environment, long } from './environment.ts';
export { bundled } from './bundled.ts';
export { LocalServer, type Asked } from './local-server.ts';
