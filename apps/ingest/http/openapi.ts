import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { INestApplication } from '@nestjs/common';
import { envelopeJsonSchema, jsonSchemas } from '#events';
import { mostEventsAtOnce } from './events.body.ts';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

export const eventsSchema = {
  oneOf: [ref('Event'), { type: 'array', items: ref('Event'), minItems: 1, maxItems: mostEventsAtOnce }],
};

export const answerSchema = ref('Answer');
export const faultSchema = ref('Failure');

/** The description of the API, made from the very schemas that the door checks with. */
export function openApiOf(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tendril ingest')
    .setDescription('The door for events: facts about customers, each with an id that makes it count once.')
    .setVersion('1')
    .addSecurity('bearer', { type: 'http', scheme: 'bearer' })
    .addSecurity('apiKey', { type: 'apiKey', in: 'header', name: 'x-api-key' })
    .build();
  const document = SwaggerModule.createDocument(app, config);
  return { ...document, components: { ...document.components, schemas: schemas() } };
}

function schemas(): Record<string, Schema> {
  const fault = { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } };
  const text = { type: ['string', 'null'] };
  const item = {
    type: 'object',
    properties: {
      id: text,
      source: text,
      status: { type: 'string', enum: ['accepted', 'duplicate', 'rejected', 'conflict'] },
      faults: { type: 'array', items: fault },
    },
  };
  const properties = Object.entries(jsonSchemas()).map(([type, schema]) => [`properties of ${type}`, schema] as const);
  return {
    Event: envelopeJsonSchema(),
    Answer: { type: 'object', properties: { items: { type: 'array', items: item } } },
    Failure: { type: 'object', properties: { code: { type: 'string' }, message: { type: 'string' } } },
    ...Object.fromEntries(properties.map(([name, schema]) => [name.replaceAll(' ', '.'), schema])),
  };
}
