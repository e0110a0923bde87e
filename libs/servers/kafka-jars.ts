import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache-folder.ts';
import type { Environment, Progress } from './running-server.ts';
import { DiskFull, ToolMissing } from './server.error.ts';
import { runTool } from './tool.ts';

export const kafkaVersion = '4.1.1';

/** The folder with Kafka's jars, got from Maven's repository the first time. Thrown: `ToolMissing`, `DiskFull`. */
export async function kafkaJars(environment: Environment, onProgress: Progress | undefined): Promise<string> {
  await needJava(environment);
  const folder = await cached({
    environment,
    key: `kafka-${kafkaVersion}`,
    onProgress,
    make: (making) => copyJars(making, environment, onProgress),
  });
  return join(folder, 'lib');
}

const ownServer = 'set KAFKA_BROKERS to a cluster of your own';

async function needJava(environment: Environment): Promise<void> {
  const { code, output } = await runTool('java', ['-version'], { environment });
  const major = Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
  if (code === 0 && major >= 17) return;
  const found = code === 0 ? `its Java is ${major}, Kafka ${kafkaVersion} needs 17 or newer` : 'there is no Java';
  throw new ToolMissing('Kafka', found, ['install a Java runtime, 17 or newer', ownServer]);
}

async function copyJars(folder: string, environment: Environment, onProgress: Progress | undefined): Promise<void> {
  const doing = `Getting Apache Kafka ${kafkaVersion} from Maven's repository, 43 MB, once`;
  onProgress?.(`${doing}.`);
  await writeFile(join(folder, 'pom.xml'), pom);
  const args = ['-q', '-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=lib'];
  const { code, missing, output } = await runTool('mvn', args, { environment, cwd: folder, doing, onProgress });
  if (code === 0) return;
  if (/No space left on device/.test(output)) throw new DiskFull('Kafka', folder);
  const reason = missing ? 'there is no Maven (mvn)' : `Maven failed: ${output.trim().split('\n')[0] ?? ''}`;
  throw new ToolMissing('Kafka', reason, ['install Maven', ownServer]);
}

const dependency = (group: string, artifact: string, version: string) =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tendril</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    ${dependency('org.apache.kafka', 'kafka_2.13', kafkaVersion)}
    ${dependency('org.slf4j', 'slf4j-simple', '1.7.36')}
  </dependencies>
</project>
`;
