import { postgres } from '#servers';

/** A program that is killed: starts PostgreSQL on the folder given, says so, and stays. */
const [, , dataDir = ''] = process.argv;
const { url } = await postgres({ dataDir, environment: process.env, durable: false });
console.log(url);
