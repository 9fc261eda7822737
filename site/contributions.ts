/** Everything that a browser has sent, of all features. */
export async function contributionsOf(api: App.Locals['api']['api']) {
  const [responses, written] = await Promise.all([api.responses.mine.$get(), api.comments.mine.$get()]);
  return { ...(await responses.json()), ...(await written.json()) };
}
