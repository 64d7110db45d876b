// A whole lesson in a real browser: a teacher and two groups of six pupils play the classroom cut of October 1962 to its
// end, with an inject, an undo, a lost connection, a takeover, dice by hand, the debrief and the exports. Axe looks at each
// page on the way, and pictures are taken of phone, laptop and projector.
//
// node lesson.mjs CLASSROOM PICTURES [CRISIS], with CHROMIUM naming the browser, and LUCK the number of the class's luck.
import { spawn, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [classroom, pictures, crisis] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { width: 360, height: 740, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const LAPTOP = { width: 1366, height: 850 };
const PROJECTOR = { width: 1920, height: 1080 };
const LUCK = process.env.LUCK ?? "1962";

const began = Date.now();
const faults = [];
const say = (text) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
function must(held, what) {
  if (!held) throw new Error(what);
}

/** Waits until something holds on a page, and gives it back. */
async function until(page, what, test, ...args) {
  const late = Date.now() + 45000;
  for (;;) {
    // A page that is just being left cannot be asked.
    const found = await page.evaluate(test, ...args).catch(() => null);
    if (found) return found;
    if (late < Date.now()) {
      // What stood there instead says most.
      await picture(page, "failed", true).catch(() => {});
      throw new Error(`${what}: it never came about on ${page.url()}; see failed.png`);
    }
    await new Promise((go) => setTimeout(go, 60));
  }
}

/** Fails where axe finds a serious fault. */
async function look(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const result = await axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((one) => ({ id: one.id, impact: one.impact, help: one.help, where: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) }));
  });
  for (const one of found) {
    const serious = one.impact === "serious" || one.impact === "critical";
    if (serious) faults.push(`${name}: ${one.id} (${one.impact}): ${one.help}\n    ${one.where.join("\n    ")}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (1 < wide) faults.push(`${name}: the page is ${wide} px wider than its window`);
  const others = found.filter((one) => !["serious", "critical"].includes(one.impact)).map((one) => one.id);
  say(`axe on ${name}: ${found.length - others.length} serious${others.length ? `, lesser: ${others.join(", ")}` : ""}`);
}

async function picture(page, name, whole = false) {
  // A page that is not in front is not drawn.
  await page.bringToFront();
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: whole });
}

/**
 * Presses what bears these words. Not with the pointer: a page that is not in front has none. Found and pressed in one
 * breath: pages are made anew, and what was found before may lie on one that is gone.
 */
async function press(page, words, within = "body") {
  const there = await page.evaluate((words, within) => {
    const all = [...document.querySelectorAll(`${within} button, ${within} a, ${within} summary`)];
    const one = all.find((one) => one.textContent.trim().startsWith(words));
    one?.click();
    return one !== undefined;
  }, words, within);
  must(there, `nothing says "${words}" on ${page.url()}`);
}

async function fill(page, selector, text) {
  await page.focus(selector);
  await page.evaluate((selector) => { document.querySelector(selector).value = ""; }, selector);
  await page.type(selector, text);
}

async function go(page, path) {
  await page.goto(new URL(path, page.url()).href, { waitUntil: "domcontentloaded" });
}

/** A pupil with a browser of their own. */
class Pupil {
  constructor(page, name) {
    Object.assign(this, { page, name });
  }

  async join(address, code) {
    await this.page.goto(`${address}/`, { waitUntil: "domcontentloaded" });
    await fill(this.page, "#code", code);
    await fill(this.page, "#name", this.name);
    await this.page.keyboard.press("Enter");
    await until(this.page, `${this.name} joins`, () => location.pathname === "/seat" && document.querySelector("#page, main"));
    const who = await this.page.evaluate(() => document.querySelector(".bar .who")?.textContent ?? "");
    this.side = who.includes("United States") ? 0 : 1;
    this.group = /Group ([A-Z])/.exec(who)?.[1] ?? "";
  }

  date() {
    return this.page.evaluate(() => document.querySelector(".bar .when")?.firstChild?.textContent.trim() ?? "");
  }

  over() {
    return this.page.evaluate(() => document.querySelector("#end") !== null);
  }

  /** Proposes an order of the first card that is open at some desk, with a reason and what it is founded on. */
  async propose(reason, keyboard = false) {
    const cards = await this.page.$$("#decide .card:not(.pass) > input:not([disabled])");
    must(cards.length, `${this.name} has no card to choose`);
    // Rather a step down than one up: a lesson should come to its end.
    const steep = await Promise.all(cards.map((card) => card.evaluate((input) => {
      const slope = input.parentElement.querySelector(".slope");
      return slope === null ? 1 : slope.classList.contains("down") ? 0 : slope.classList.contains("steep") ? 3 : 2;
    })));
    const order = cards.map((card, at) => [steep[at], at, card]).sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    for (const [, , card] of order.slice(0, 6)) {
      await this.page.evaluate(() => document.querySelectorAll(".answer-note").forEach((note) => note.remove()));
      if (keyboard) {
        await card.focus();
        await this.page.keyboard.press("Space");
      } else {
        await card.evaluate((input) => input.parentElement.querySelector("label").scrollIntoView({ block: "center" }));
        await (await card.evaluateHandle((input) => input.parentElement.querySelector("label .title"))).click();
      }
      await this.page.evaluate(() => {
        document.querySelector("#decide details.evidence")?.setAttribute("open", "");
        const first = document.querySelector("#because0");
        if (first && !first.checked) first.click();
      });
      await fill(this.page, "#reason", reason);
      await (await this.page.$("#order button.main")).evaluate((button) => button.click());
      const said = await until(this.page, `${this.name} proposes`, () => {
        const note = document.querySelector("#order .answer-note");
        return note && note.textContent ? { text: note.textContent, bad: note.classList.contains("fault") } : null;
      });
      if (!said.bad) return;
      // One card may need another beside it; the next is tried.
      await this.page.evaluate(() => document.querySelector("#order").reset());
    }
    throw new Error(`${this.name} could propose nothing`);
  }

  /** Votes for the first proposal. The page may be made anew under the finger: it is found and pressed in one breath. */
  async vote() {
    await until(this.page, `${this.name} votes`, () => {
      const button = document.querySelector("#proposals .proposal form[action$='/vote'] button:not(:disabled)");
      // Once in a while, as a person would: who presses too often is told to wait.
      if (button && !(Date.now() < window.pressed)) {
        window.pressed = Date.now() + 2000;
        button.click();
      }
      return document.querySelector("#proposals .proposal")?.textContent.includes("Your vote is here");
    });
  }

  /** Seals the first proposal: the page says so, or the turn is played at once. */
  async seal(date) {
    await until(this.page, `${this.name} seals`, (date) => {
      const button = document.querySelector("#proposals form[action$='/seal'] button:not(:disabled)");
      if (button && !(Date.now() < window.pressed)) {
        window.pressed = Date.now() + 2000;
        button.click();
      }
      return document.querySelector("#end") || document.querySelector("#proposals .note.good") || document.querySelector(".bar .when")?.firstChild?.textContent.trim() !== date;
    }, date);
  }
}

/** A team decides: one proposes, the others vote, the leader seals. */
async function decide(team, turn, date) {
  // News reach one page sooner than another.
  for (const pupil of team) {
    await until(pupil.page, `${pupil.name} comes to ${date}`, (date) => document.querySelector(".bar .when")?.firstChild?.textContent.trim() === date, date);
  }
  await team[team.length - 1].propose(`On turn ${turn} this keeps a way back open for both.`, team[0].keyboard);
  for (const pupil of team.slice(0, -1)) await pupil.vote();
  await team[0].seal(date);
}

mkdirSync(pictures, { recursive: true });
const data = mkdtempSync(join(tmpdir(), "lesson-"));
const server = spawn(classroom, ["--port", "0", "--data", data, "--language", "en"], { stdio: ["ignore", "pipe", "inherit"] });
let browser;
try {
  const desk = await new Promise((found, lost) => {
    let said = "";
    server.stdout.on("data", (part) => {
      said += part;
      const address = /http:\/\/127\.0\.0\.1:\d+\/desk\?key=\w+/.exec(said);
      if (address) found(address[0]);
    });
    server.on("exit", () => lost(new Error(`the program ended: ${said}`)));
  });
  const address = new URL(desk).origin;
  browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"],
  });
  const open = async (viewport) => {
    const page = await (await browser.createBrowserContext()).newPage();
    await page.setViewport(viewport);
    page.on("console", (message) => {
      // What the content policy refuses is a fault of ours; an answer that says no is not.
      if (/Content Security Policy|Refused to/.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
    page.on("dialog", (dialog) => dialog.accept());
    return page;
  };

  // The teacher makes a class.
  const teacher = await open(LAPTOP);
  await teacher.goto(desk, { waitUntil: "domcontentloaded" });
  await look(teacher, "the desk");
  await picture(teacher, "desk-new");
  await fill(teacher, "#title", "9b, second lesson");
  await teacher.evaluate(() => { document.querySelector('input[name=play][value="cuba-1962/classroom"]').checked = true; });
  await press(teacher, "Other times");
  await fill(teacher, "#turn", "6");
  // With a luck of its own each run would be another lesson, and a fault could not be looked at again.
  await teacher.evaluate((luck) => { document.querySelector("#luck").value = luck; }, LUCK);
  await press(teacher, "Make the class");
  const code = await until(teacher, "a class", () => document.querySelector(".joincode")?.textContent.trim() ?? null);
  const base = new URL(teacher.url()).pathname;
  say(`the class has the code ${code}`);

  // Twelve pupils join, ten on phones.
  const names = ["Ada", "Ben", "Cleo", "Dov", "Ela", "Finn", "Gus", "Hana", "Ivo", "Jun", "Kim", "Lea"];
  const pupils = [];
  for (const [at, name] of names.entries()) {
    const pupil = new Pupil(await open(at < 2 ? LAPTOP : PHONE), name);
    pupil.keyboard = at < 2;
    if (at === 2) {
      await pupil.page.goto(`${address}/`, { waitUntil: "domcontentloaded" });
      await look(pupil.page, "joining, on a phone");
      await picture(pupil.page, "phone-join");
    }
    await pupil.join(address, code);
    pupils.push(pupil);
  }
  const team = (group, side) => pupils.filter((one) => one.group === group && one.side === side);
  const teams = [["A", 0], ["A", 1], ["B", 0], ["B", 1]].map(([group, side]) => team(group, side));
  must(teams.every((one) => one.length === 3), `three pupils in each team: ${teams.map((one) => one.length)}`);
  // Two more watch and speak for Cuba.
  const extras = [];
  for (const [name, post] of [["Mia", "press0"], ["Noa", "party0-0"]]) {
    const extra = new Pupil(await open(PHONE), name);
    await extra.join(address, code);
    extras.push(extra);
    await go(teacher, base);
    await teacher.evaluate((name) => {
      const row = [...document.querySelectorAll(".members li")].find((one) => one.textContent.trim().startsWith(name));
      [...row.querySelectorAll("button")].find((one) => one.textContent.includes("to the hall")).click();
    }, name);
    await until(teacher, `${name} in the hall`, (name) => document.querySelector(`select[aria-label="Place for ${name}"]`), name);
    await teacher.select(`select[aria-label="Place for ${name}"]`, post);
    await teacher.evaluate((name) => document.querySelector(`select[aria-label="Place for ${name}"]`).form.requestSubmit(), name);
    await until(extra.page, `${name} has a place`, () => document.querySelector(".world"));
  }
  say("fourteen pupils are in");

  await go(teacher, base);
  await press(teacher, "Begin the lesson");
  const [ada, , cleo] = pupils;
  await until(ada.page, "the lesson begins", () => document.querySelector("#forecast"));
  await until(cleo.page, "the map", () => document.querySelector("#map svg"));
  await look(cleo.page, "a seat, on a phone");
  await picture(cleo.page, "phone-seat");
  for (const page of [cleo.page, ada.page]) await until(page, "the map", () => document.querySelector("#map svg"));
  await cleo.page.bringToFront();
  await (await cleo.page.$("#map")).screenshot({ path: join(pictures, "phone-map.png") });
  await (await cleo.page.$("#order .desk, #order fieldset")).screenshot({ path: join(pictures, "phone-cards.png") });
  await look(ada.page, "a seat, on a laptop");
  await picture(ada.page, "laptop-seat");
  await look(extras[0].page, "the press, on a phone");
  await picture(extras[0].page, "phone-press");
  await look(extras[1].page, "the desk of Cuba, on a phone");
  await picture(extras[1].page, "phone-party");
  // What is not named yet can be held back as one; what can come now has a choice of its own.
  const choice = await extras[1].page.evaluate(() => `#${document.querySelector("select[name=does]").id}`);
  const held = await extras[1].page.evaluate((id) => [...document.querySelectorAll(`${id} option`)].at(-1).value, choice);
  await extras[1].page.select(choice, held);
  await press(extras[1].page, "So be it");
  await until(extras[1].page, "Cuba holds back", ([id, held]) => document.querySelector(id)?.value === held, [choice, held]);
  await fill(ada.page, "#agreed", "60");
  await fill(ada.page, "#war", "15");
  await press(ada.page, "So I think", "#forecast");
  await until(ada.page, "a forecast", () => document.querySelector("#forecast .answer-note")?.textContent === "Written down.");

  // The projector stands in the room.
  const projector = await (await teacher.browserContext()).newPage();
  await projector.setViewport(PROJECTOR);
  await projector.goto(`${address}${base}/screen?group=0`, { waitUntil: "domcontentloaded" });
  await until(projector, "the map", () => document.querySelector(".chart svg"));
  await look(projector, "the projector, one group");
  await picture(projector, "projector-group");

  let undone = false;
  let byHand = false;
  let thrown = 0;
  for (let turn = 0; turn < 14; turn += 1) {
    const ends = await Promise.all(teams.map((of) => of[0].over()));
    if (ends.every(Boolean)) break;
    const before = await teams[ends.indexOf(false)][0].date();
    say(`turn ${turn}: ${before}`);
    if (turn === 1) {
      // An event is looked at before it happens, and news are made up on the spot.
      await go(teacher, `${base}/group/0`);
      await look(teacher, "a group");
      await picture(teacher, "desk-group");
      await press(teacher, "What each would be and do");
      await press(teacher, "What would it do?");
      await until(teacher, "a preview", () => document.querySelector("table.odds"));
      await look(teacher, "what an event would do");
      await picture(teacher, "desk-preview");
      await press(teacher, "Let it happen");
      await until(teacher, "the event waits", () => document.body.textContent.includes("Waits to happen:"));
      await go(teacher, base);
      await fill(teacher, "#newstext", "A newspaper in Miami prints a rumour of a landing.");
      await teacher.select("#newstouch", "up-slight-danger");
      await press(teacher, "What would it do?");
      await until(teacher, "a preview of the news", () => document.querySelector("table.odds") && document.body.textContent.includes("Once it is told"));
      await look(teacher, "what news would do");
      await picture(teacher, "desk-news");
      await press(teacher, "Tell it");
      await until(teacher, "back at the class", () => document.querySelector("#newstext"));
      // They move a figure, so that each page is made anew; nobody should choose a card just then.
      for (const pupil of pupils) {
        await until(pupil.page, `${pupil.name} reads the news`, () => document.querySelector("#talk")?.textContent.includes("a rumour of a landing"));
      }
    }
    if (turn === 2) {
      // A connection is lost and found again, without a reload and with what was typed.
      await cleo.page.evaluate(() => { window.same = true; });
      await fill(cleo.page, "#reason", "Half a sentence");
      await cleo.page.setOfflineMode(true);
      await press(cleo.page, "Send", "#messages").catch(() => {});
      await fill(cleo.page, "#text", "Can you hear me?");
      await press(cleo.page, "Send", "#messages");
      await until(cleo.page, "the loss is told", () => document.querySelector("#lost").hidden === false);
      await picture(cleo.page, "phone-lost");
      await cleo.page.setOfflineMode(false);
      await press(cleo.page, "Send", "#messages");
      await until(cleo.page, "it is back", () => document.querySelector("#lost").hidden && document.querySelector("#messages .texts")?.textContent.includes("Can you hear me?"));
      must(await cleo.page.evaluate(() => window.same && document.querySelector("#reason").value === "Half a sentence"), "what was typed lived on, without a reload");
    }
    if (turn === 3) {
      // From here on dice are thrown by hand, until some were: on a turn whose rung is safe nothing hangs on chance.
      await go(teacher, base);
      await press(teacher, "Throw the dice by hand");
      await until(teacher, "by hand", () => document.body.textContent.includes("Let the program throw the dice"));
      byHand = true;
    }
    const busy = [];
    for (const [at, of] of teams.entries()) {
      // In group B the teacher takes a seat once.
      if (turn === 1 && at === 3) continue;
      if (await of[0].over()) continue;
      busy.push(decide(of, turn, before));
    }
    await Promise.all(busy);
    if (turn === 1) {
      await go(teacher, `${base}/group/1/seat/1`);
      await look(teacher, "a seat that the teacher takes");
      const card = await teacher.$("#decide .card:not(.pass) > input:not([disabled])");
      await card.evaluate((input) => input.click());
      await fill(teacher, "#reason", "The teacher stands in.");
      await (await teacher.$("#order button.main")).evaluate((button) => button.click());
      await until(teacher, "the teacher's order", () => document.querySelector("#order .answer-note:not(.fault)")?.textContent);
    }
    if (byHand) {
      await go(teacher, base);
      // Each group asks for dice, says that its turn asked for none, or was over before.
      await until(teacher, "every group asks for dice or says that it needs none", (before) => [...document.querySelectorAll("section.group")].every((group) =>
        group.querySelector(".dice") || (group.textContent.includes("asked for no dice") && !group.querySelector("h3").textContent.includes(before)) || [...group.querySelectorAll(".tag")].some((tag) => tag.textContent === "over")), before);
      const asking = await teacher.evaluate(() => [...document.querySelectorAll(".dice input[name=roll]")].map((field) => field.id));
      say(`${asking.length} groups ask for dice`);
      if (asking.length) {
        await teacher.evaluate(() => document.querySelector(".dice").closest(".group").scrollIntoView());
        await picture(teacher, "desk-dice");
        await look(teacher, "the class with dice to be thrown");
        await teacher.type(`#${asking[0]}`, "9 4 7 1 2");
        await teacher.evaluate((id) => document.getElementById(id).form.requestSubmit(), asking[0]);
        await until(teacher, "a die fell", (id) => !document.getElementById(id) || document.getElementById(id).closest(".dice").textContent.includes("Take the last throw up again"), asking[0]);
        thrown += 1;
        for (const id of asking) {
          await until(teacher, "the rest fell", (id) => {
            const dice = document.getElementById(id)?.closest(".dice");
            if (!dice) return true;
            // The page may be made anew under the finger.
            [...dice.querySelectorAll("button")].find((one) => one.textContent.includes("throw the rest"))?.click();
            return false;
          }, id);
        }
        // What fell can be taken up again until the teacher tells the turn.
        await until(teacher, "the turns are told", () => {
          [...document.querySelectorAll(".dice button")].filter((one) => one.textContent.includes("Tell the turn")).forEach((one) => one.click());
          return !document.querySelector(".dice");
        });
        await press(teacher, "Let the program throw the dice");
        await until(teacher, "not by hand", () => document.body.textContent.includes("Throw the dice by hand"));
        byHand = false;
      }
    }
    for (const of of teams) {
      await until(of[0].page, "the turn is played", (before) => document.querySelector("#end") || document.querySelector(".bar .when")?.firstChild?.textContent.trim() !== before, before);
    }
    if (turn === 2 && !undone) {
      undone = true;
      const late = team("B", 0)[0];
      const after = await late.date();
      await go(teacher, base);
      await picture(teacher, "desk-class");
      await look(teacher, "the class");
      await teacher.evaluate(() => {
        const group = [...document.querySelectorAll("section.group")][1];
        [...group.querySelectorAll("button")].find((one) => one.textContent.includes("Undo the last turn")).click();
      });
      // Every page of the group has to be that of the turn before, or a card is pressed on a page that is just being made anew.
      for (const one of [...team("B", 0), ...team("B", 1)]) {
        await until(one.page, "the turn is undone", (after) => document.querySelector(".bar .when")?.firstChild?.textContent.trim() !== after, after);
      }
      must(await late.page.evaluate(() => document.body.textContent.includes("The teacher took the last turn back.")), "no page says that the turn was undone");
      await Promise.all([decide(team("B", 0), turn, before), decide(team("B", 1), turn, before)]);
      await until(late.page, "it is played again", (after) => document.querySelector(".bar .when")?.firstChild?.textContent.trim() === after, after);
      await picture(cleo.page, "phone-news");
    }
    if (turn === 4) {
      // A look back in between: play stands still until the teacher lets it go on.
      await go(teacher, base);
      await press(teacher, "Look back in between");
      await until(cleo.page, "a look back", () => document.querySelector("#between"));
      await look(cleo.page, "a look back in between, on a phone");
      await cleo.page.select("#near0", "25");
      await fill(cleo.page, "#learnt", "Ask what they fear before we order.");
      await press(cleo.page, "Keep", "#between");
      await until(cleo.page, "it is kept", () => document.querySelector("#between .answer-note")?.textContent === "Kept.");
      await picture(cleo.page, "phone-between");
      await until(teacher, "one has looked back", () => document.body.textContent.includes("1 has looked back"));
      await press(teacher, "Play on");
      await until(cleo.page, "play goes on", () => !document.querySelector("#between"));
      await projector.reload({ waitUntil: "domcontentloaded" });
      await until(projector, "the map", () => document.querySelector(".chart svg"));
      await picture(projector, "projector-later");
    }
  }
  must(thrown, "on some turn dice were asked for");
  for (const of of teams) await until(of[0].page, "every group ends", () => document.querySelector("#end"));
  await look(cleo.page, "the end, on a phone");
  await picture(cleo.page, "phone-end");

  // A pupil lost the cookie and comes back.
  await go(teacher, base);
  await teacher.evaluate(() => {
    const row = [...document.querySelectorAll(".members li")].find((one) => one.textContent.trim().startsWith("Lea"));
    [...row.querySelectorAll("button")].find((one) => one.textContent.includes("code to come back")).click();
  });
  const back = await until(teacher, "a code", () => /: the code (\w+) leads/.exec(document.body.textContent)?.[1]);
  const lea = await open(PHONE);
  await lea.goto(`${address}/`, { waitUntil: "domcontentloaded" });
  await fill(lea, "#code", back);
  await lea.keyboard.press("Enter");
  await until(lea, "Lea is back", () => document.querySelector(".bar .who")?.textContent.includes("Lea"));

  // The debrief: questions, the aims court, a ruling.
  await go(teacher, base);
  await press(teacher, "Open the debrief");
  await until(cleo.page, "the debrief is on", () => document.querySelector("#questions"));
  await fill(cleo.page, "#answer0", "That nobody could see how near it was.");
  await press(cleo.page, "Hand in", "#questions");
  await until(cleo.page, "an answer", () => document.querySelector("#questions .answer-note")?.textContent.includes("without a name"));
  await look(cleo.page, "the questions, on a phone");
  await picture(cleo.page, "phone-debrief");
  await go(cleo.page, "/seat/court");
  await look(cleo.page, "the aims court, on a phone");
  await press(cleo.page, "Argue about this verdict");
  await fill(cleo.page, "#argue0", "The letter of the 26th shows that it was not only luck.");
  await press(cleo.page, "Say it in court");
  await until(cleo.page, "the argument", () => document.querySelector(".argued")?.textContent.includes("not only luck"));
  await picture(cleo.page, "phone-court");
  await go(teacher, `${base}/group/0/court`);
  await press(teacher, "Overrule it");
  await fill(teacher, "#why0", "Argued well, from the letters.");
  await press(teacher, "Rule so");
  await until(teacher, "the ruling", () => document.body.textContent.includes("Argued well, from the letters."));
  await look(teacher, "the aims court, the teacher's");
  await picture(teacher, "desk-court");
  await go(teacher, `${base}/marks`);
  await look(teacher, "reasons and notes");
  await picture(teacher, "desk-marks");
  await teacher.type("#mark1", "Weighs both sides.");
  await teacher.evaluate(() => document.querySelector("#mark1").form.requestSubmit());
  await until(teacher, "a note", () => document.querySelector("#mark1").form.querySelector(".answer-note")?.textContent);
  await go(cleo.page, "/seat/debrief");
  await look(cleo.page, "the debrief of a group, on a phone");
  await go(teacher, `${base}/debrief`);
  await look(teacher, "the debrief of the class");
  await picture(teacher, "class-debrief");
  await projector.goto(`${address}${base}/screen`, { waitUntil: "domcontentloaded" });
  await look(projector, "the projector, all groups");
  await picture(projector, "projector-all");
  await go(teacher, base);
  await look(teacher, "the class at the end");
  await picture(teacher, "desk-end", true);

  // The exports: they are what they say, name nobody, and are pooled.
  const kept = async (name) => {
    const cookie = (await teacher.browserContext().cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
    const answer = await fetch(`${address}${base}/export/${name}`, { headers: { cookie } });
    must(answer.ok, `${name}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const whole = JSON.parse((await kept("class.json")).toString());
  must(whole.format === "brinkmanship class 1" && whole.groups.length === 2, "the export is of two groups");
  must(whole.groups.every((one) => one.ending && one.reasons.length), "each ended, and gave reasons");
  must(whole.groups[0].rulings.length === 1 && whole.groups[0].arguments.length === 1, "the ruling and the argument are in it");
  must(whole.groups[0].forecasts.length === 1, "the forecast is in it");
  for (const name of ["class.html", "group-1.html", "group-2.html", "class.zip", "reasons.csv", "votes.csv", "group-1.crisis"]) {
    const text = (await kept(name)).toString("latin1");
    must(!/\b(Cleo|Hana|Jun)\b/.test(text), `${name} names nobody`);
  }
  must((await kept("key.csv")).includes("Cleo") && (await kept("pupil-1.html")).includes("Weighs both sides."), "the key and the pages of pupils name them");
  if (crisis) {
    const [file, saved] = ["class.json", "group-1.crisis"].map((name) => join(data, name));
    writeFileSync(file, await kept("class.json"));
    writeFileSync(saved, await kept("group-1.crisis"));
    const pooled = execFileSync(crisis, ["pool", file], { encoding: "utf8" });
    must(pooled.includes("2 groups, 1 class, 14 pupils"), `they pool: ${pooled}`);
    say(execFileSync(crisis, ["replay", saved], { encoding: "utf8" }).trim().split("\n").pop());
  }
  say(`${(await kept("class.zip")).length} bytes hold the class`);
  // The desk stops the program, after a question, and the program ends well.
  await press(teacher, "Stop the program");
  await until(teacher, "a question", () => document.querySelector("form[action='/desk/stop']"));
  await look(teacher, "whether to stop");
  const ended = new Promise((over) => server.on("exit", over));
  await press(teacher, "Stop the program", "form[action='/desk/stop']");
  await until(teacher, "it says so", () => document.body.textContent.includes("The program has stopped"));
  must((await ended) === 0, "it ended by itself, and well");
  if (faults.length) throw new Error(`faults:\n  ${[...new Set(faults)].join("\n  ")}`);
  say("the lesson is over, and all held");
} finally {
  await browser?.close();
  server.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
}
