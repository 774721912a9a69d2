// The single keys that every page obeys, and their switch.

/** From the home page: `?` leads to the list of keys, `/` to the search, `j` walks to a change; all of them can be switched off. */
export async function checkKeys(context, site, report) {
  const fail = (reason) => report.fail("keys.html", "keys", reason);
  const page = await context.newPage();
  const home = `${site.base}index.html`;
  const press = async (key) => {
    await page.goto(home);
    await page.locator("body").press(key);
    await page.waitForTimeout(300);
    return page.url().slice(site.base.length);
  };
  for (const [key, path] of [["?", "keys.html"], ["/", "search.html"]]) {
    const reached = await press(key);
    if (reached !== path) fail(`the key ${key} leads to ${reached}, not to ${path}`);
  }
  await press("j");
  const isReached = () => document.activeElement.matches("main :is(ins, del, h1, h2, h3, .entries li)");
  if (!(await page.evaluate(isReached))) fail("the key j walks nowhere");

  await page.goto(`${site.base}keys.html`);
  await page.getByLabel("Use single keys").uncheck();
  for (const key of ["?", "/"]) {
    const reached = await press(key);
    if (reached !== "index.html") fail(`the key ${key} still leads to ${reached}, though keys are switched off`);
  }
  await page.goto(`${site.base}keys.html`);
  if (await page.getByLabel("Use single keys").isChecked()) fail("the switch forgets that keys are off");
  await page.getByLabel("Use single keys").check();
  const reached = await press("/");
  if (reached !== "search.html") fail("keys that were switched on again do nothing");
  await page.close();
}
