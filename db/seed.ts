/** Stub until the sample is written. */
export async function seed(_database: D1Database, _built: string, _secret: string): Promise<void> {}
