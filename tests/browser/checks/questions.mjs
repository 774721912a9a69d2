// What readers come with, each answered in at most three clicks from the home page, by links alone.

/** Each step is the text of a link; the answers must stand on the page it leads to. */
export const JOURNEYS = [
  {
    question: "What is the definition now, and since when?",
    clicks: [],
    answers: [/“#ProdOps is the ‘man behind the curtain’ stuff/, /Iteration 5, 8 December 2020/],
  },
  {
    question: "What did they change between the first and the last, and why?",
    clicks: [/^iteration 1, the first$/],
    answers: [/Iterations 1 and 5 compared/, /were announced and have no text/, /Why iteration 5/i],
  },
  {
    question: "Where does this phrase come from, and can I cite it?",
    clicks: [/^About the term ProdOps$/, /^Iteration 4$/, /^as a sentence/],
    answers: [/Iteration 4, 20 October 2020/, /“ProdOps, iteration 4\.”/, /BibTeX/],
    onTheWay: [[], [/Where each phrase comes from/, /how they came in/], []],
  },
];

const MOST_CLICKS = 3;

export async function checkJourney(context, site, { question, clicks, answers, onTheWay = [] }, report) {
  const fail = (reason) => report.fail("index.html", `journey "${question}"`, reason);
  if (clicks.length > MOST_CLICKS) fail(`takes ${clicks.length} clicks`);
  const page = await context.newPage();
  await page.goto(`${site.base}index.html`);
  for (const [index, words] of clicks.entries()) {
    await see(page, onTheWay[index] ?? [], fail);
    const link = page.locator("main").locator("a, summary").filter({ hasText: words }).first();
    if ((await link.count()) === 0) {
      fail(`there is no ${words} on ${page.url()}`);
      break;
    }
    await link.click();
  }
  await see(page, answers, fail);
  await page.close();
}

async function see(page, answers, fail) {
  const text = await page.locator("main").innerText();
  for (const answer of answers) {
    if (!answer.test(text.replace(/\s+/gu, " "))) fail(`${answer} is not said on ${page.url()}`);
  }
}
