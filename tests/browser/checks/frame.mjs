// What stands around every page: the single keys that it obeys, and the way to the forge.

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

/** Two clicks from the home page stands the editor of the forge with the next iteration in it, dated today. */
export async function checkProposal(context, site, report) {
  const fail = (reason) => report.fail("index.html", "proposing", reason);
  const page = await context.newPage();
  await page.goto(`${site.base}index.html`);
  await page.getByRole("link", { name: "Propose iteration 6", exact: true }).click();
  await page.waitForURL(/\/propose\.html$/);
  const address = new URL(await page.getByRole("link", { name: /^Open the editor on/ }).evaluate((link) => link.href));
  const [file, text] = ["filename", "value"].map((name) => address.searchParams.get(name));
  if (address.hostname !== "github.com" || address.pathname !== "/team/prodops/new/main") fail(`the editor is at ${address}`);
  if (file !== "content/definitions/prodops/6.md") fail(`the new file is called ${file}`);
  const today = await page.evaluate(() => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  });
  const shown = await page.locator(".beginning textarea").inputValue();
  if (text !== shown) fail("the editor holds another text than the page shows");
  if (!text?.startsWith(`+++\ndate = ${today}\n`)) fail(`the new file is dated otherwise: ${text?.slice(0, 40)}`);
  if (!text?.includes("man behind the curtain")) fail("the current text is not there to begin from");
  await page.close();
}
