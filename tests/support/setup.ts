/** Each test begins with an empty database of the newest shape. */
import { beforeEach } from 'vitest';
import { emptied } from './emptied.ts';

beforeEach(emptied);
