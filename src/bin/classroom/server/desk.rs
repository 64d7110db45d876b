//! The facilitator's requests. The cookie holds the key that was printed at the start; nothing of this is for pupils.

use std::sync::Arc;

use axum::{
    extract::{Form, Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use brinkmanship::crisis::chance::mix;

use super::{
    app::{App, Class, Undone, now},
    auth,
    forms::{self, Fields, answer, back, go, page, scripted, undone},
    guard::Peer,
    live,
    pupil::{Asked, Sent},
};
use crate::{
    pages::{self, classes, desk, group, screen, seat, talk, talk::Ways},
    room::{
        Deed, GROUPS, Lapse, Pick, Placing, Plan, Post, Refusal, Roll, Room, Sitter, Size, Speech, Tone, Touch, actor,
        roles::Role,
        sheets::{ClockSheet, Stamp},
        words,
    },
};

type Shared = State<Arc<App>>;

/// Whether the facilitator asks.
fn may(app: &App, headers: &HeaderMap) -> bool {
    auth::cookie(headers, "desk").is_some_and(|key| auth::same(key, &app.desk))
}

pub(super) fn pass(app: &App) -> String {
    auth::pass(&app.secret, "desk forms")
}

/// The class of an address, if the facilitator asks, and sends a form of ours if it is one.
pub(super) fn of(app: &App, headers: &HeaderMap, id: i64, form: Option<&Fields>) -> Result<Arc<Class>, Box<Response>> {
    let fits = form.is_none_or(|form| auth::same(form.get("ticket"), &pass(app)));
    if !may(app, headers) || !fits {
        return Err(Box::new(denied(app)));
    }
    app.class(id).ok_or_else(|| Box::new(StatusCode::NOT_FOUND.into_response()))
}

fn denied(app: &App) -> Response {
    let text = || tr!("Open the desk with the address that the program printed when it was started.");
    let html = app.spoken(|| pages::says(tr!("The desk is the teacher's"), text(), "/"));
    (StatusCode::FORBIDDEN, page(html)).into_response()
}

/// The desk: the key is taken once, and lies in a cookie then.
pub async fn front(
    State(app): Shared,
    headers: HeaderMap,
    peer: Option<axum::Extension<Peer>>,
    Query(asked): Query<Asked>,
) -> Response {
    if !asked.key.is_empty() {
        let address = peer.map_or_else(|| "test".to_owned(), |peer| peer.0.0.to_string());
        if !app.guesses.has(&address, now()) {
            return StatusCode::TOO_MANY_REQUESTS.into_response();
        }
        if auth::same(&asked.key, &app.desk) {
            return ([(header::SET_COOKIE, auth::set_cookie("desk", &app.desk))], go("/desk")).into_response();
        }
        app.guesses.take(&address, now());
        return denied(&app);
    }
    if !may(&app, &headers) {
        return denied(&app);
    }
    all(&app, None).await
}

async fn all(app: &App, fault: Option<&str>) -> Response {
    let mut sheets = Vec::new();
    for class in app.classes() {
        sheets.push((class.id, class.look(|room| app.spoken(|| room.class_sheet(now()))).await));
    }
    page(app.spoken(|| classes::classes(&sheets, &app.offered(), &app.doors(), &pass(app), fault)))
}

/// A new class.
pub async fn new(State(app): Shared, headers: HeaderMap, Form(fields): Sent) -> Response {
    let fields = Fields(fields);
    if !may(&app, &headers) || !auth::same(fields.get("ticket"), &pass(&app)) {
        return denied(&app);
    }
    // A scenario and a length of it are one choice.
    let (scenario, cut) = fields.get("play").split_once('/').unwrap_or((fields.get("play"), ""));
    let (scenario, cut) = (scenario.to_owned(), Some(cut.to_owned()).filter(|cut| !cut.is_empty()));
    let groups = fields.number("groups").unwrap_or(1_usize).clamp(1, GROUPS);
    let first = fields.number("luck").filter(|luck| (1..=LUCK).contains(luck)).unwrap_or_else(auth::number);
    // The number of the luck brings back every group of a class, so the luck of each comes out of it.
    let seed =
        |at: usize| if fields.on("same") || at == 0 { first } else { mix(first.wrapping_add(at as u64)) % LUCK + 1 };
    let sitter = |name: &str| match brinkmanship::policy::Policy::of_name(fields.get(name)) {
        Some(policy) => Sitter::Program(policy.name().to_owned()),
        None => Sitter::People,
    };
    let twin = fields.on("twin") && app.offered().iter().any(|of| of.id == scenario && of.twin.is_some());
    let mut title = words::clean(&fields.get("title").replace('\n', " "), 40);
    if title.is_empty() {
        title = app.spoken(|| tr!("My class").to_owned());
    }
    let chosen = fields.number("time").unwrap_or(45);
    let preset = classes::PRESETS.into_iter().find(|(lesson, _)| *lesson == chosen).unwrap_or(classes::PRESETS[1]);
    let plan = Plan {
        title,
        code: auth::code(),
        scenario,
        cut,
        twin,
        seeds: (0..groups).map(seed).collect(),
        seats: [sitter("seat0"), sitter("seat1")],
        turn_seconds: fields.number("turn").unwrap_or(preset.1).min(120) * 60,
        lesson: fields.number("lesson").unwrap_or(preset.0).clamp(5, 600),
        lapse: if fields.get("lapse") == "votes" { Lapse::Votes } else { Lapse::Wait },
        placing: match fields.get("placing") {
            "chosen" => Placing::Chosen,
            "teacher" => Placing::Teacher,
            _ => Placing::Dealt,
        },
        apart: fields.on("apart"),
        variants: Vec::new(),
        tone: if fields.get("tone") == "gentle" { Tone::Gentle } else { Tone::Plain },
    };
    let variants = variants(&app, &plan, fields.on("split"));
    let plan = Plan { variants, ..plan };
    match app.create(plan).await {
        Ok(id) => go(&format!("/desk/{id}")),
        Err(why) => all(&app, Some(&why)).await,
    }
}

/// The variant of each group where the class is split: in turn, so that each has as many groups as the others or one less,
/// from one drawn by lot, so that none is always the one of group A.
fn variants(app: &App, plan: &Plan, split: bool) -> Vec<Option<String>> {
    let known = app.scenario(&plan.scenario, plan.twin).map(|scenario| &scenario.variants[..]).unwrap_or_default();
    if !split || known.is_empty() {
        return Vec::new();
    }
    let luck = plan.seeds.first().copied().unwrap_or_default();
    let first = usize::try_from(mix(luck) % known.len() as u64).unwrap_or(0);
    (0..plan.seeds.len()).map(|at| Some(known[(first + at) % known.len()].id.clone())).collect()
}

/// One class.
pub async fn class(
    State(app): Shared,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let base = format!("/desk/{id}");
    let (sheet, made) = class.look(|room| (app.spoken(|| room.class_sheet(now())), moment(room))).await;
    let body = app.spoken(|| desk::class(&sheet, &app.doors(), &base, &pass(&app)));
    let live = pages::Live { from: &format!("{base}/live"), made };
    whole(&app, &sheet.title, "plain", live, &asked, body)
}

/// The moment of a page of the desk, which shows everything: the last deed.
fn moment(room: &Room) -> Stamp {
    // With the debrief the whole page is another: its clock goes.
    Stamp { changed: room.deeds, shown: u64::from(room.debrief), ..Stamp::default() }
}

/// A page of the desk, whole or the part that changes.
fn whole(app: &App, title: &str, kind: &str, live: pages::Live<'_>, asked: &Asked, body: maud::Markup) -> Response {
    if !asked.part.is_empty() {
        return page(body.into_string());
    }
    page(app.spoken(|| pages::shell(title, kind, Some(live), &maud::html! { div #page { (body) } })))
}

/// News for the desk.
pub async fn live(State(app): Shared, headers: HeaderMap, Path(id): Path<i64>) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    live::stream(&app, &class, move |class| {
        let (deeds, made) = class.peek(|room| (room.deeds, moment(room)));
        Some((deeds, made, ClockSheet::default()))
    })
}

/// The facilitator does something to a class.
pub async fn act(State(app): Shared, headers: HeaderMap, Path(id): Path<i64>, Form(fields): Sent) -> Response {
    let fields = Fields(fields);
    let class = match of(&app, &headers, id, Some(&fields)) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let what = fields.get("what").to_owned();
    let group: Option<u16> = fields.number("group");
    // What plays or undoes a turn is meant for the turn that was on the page.
    let passed = |room: &Room| {
        let epoch: Option<u64> = fields.number("epoch");
        let at = group.and_then(|group| room.groups.get(usize::from(group)));
        epoch.is_some() && at.map(|group| group.epoch) != epoch
    };
    if what == "back" {
        let pupil = fields.number::<u32>("pupil");
        let found = pupil.and_then(|pupil| Some((class.peek(|room| room.name_of(pupil))?, app.code_for(id, pupil))));
        let said = found.map(|(name, code)| {
            app.spoken(|| tr!("{name}: the code {code} leads back to this place, once, within ten minutes, typed in place of the class's.", name, code))
        });
        let to = back(&headers, &format!("/desk/{id}"));
        return app.spoken(|| match said {
            Some(said) if scripted(&headers) => said.into_response(),
            Some(said) => page(pages::says(tr!("A way back"), &said, &to)),
            None => answer(&headers, Err(undone(&Undone::Refused(Refusal::Unknown))), &to),
        });
    }
    if what == "throw" {
        // The program throws what is left of this turn's dice.
        for _ in 0..ROLLS_AT_ONCE {
            let Some(group) = group.filter(|group| class.peek(|room| room.asked(*group).is_some())) else { break };
            let roll = u32::try_from(auth::number() % 100_000).unwrap_or(0) + 1;
            if app.deed(&class, Deed::Roll { group, roll }).await.is_err() {
                break;
            }
        }
        app.advance(&class).await;
        let to = back(&headers, &format!("/desk/{id}"));
        return app.spoken(|| answer(&headers, Ok(tr!("Done.").to_owned()), &to));
    }
    let done = if what == "now" {
        match group {
            Some(group) if !class.peek(passed) => app.play_now(&class, group).await,
            _ => Err(Undone::Refused(Refusal::Unknown)),
        }
    } else {
        let done = app.act(&class, |room| {
            if passed(room) {
                return Err(Refusal::Unknown);
            }
            Ok((deed(&what, group, &fields)?, ()))
        });
        done.await
    };
    app.advance(&class).await;
    // Who was shown what an event would do goes on to the group.
    let to = match group {
        Some(group) if what == "force" => format!("/desk/{id}/group/{group}"),
        // News are looked at on a page that can only be sent to.
        _ if what == "inject" => format!("/desk/{id}"),
        _ => back(&headers, &format!("/desk/{id}")),
    };
    app.spoken(|| answer(&headers, done.map(|()| tr!("Done.").to_owned()).map_err(|why| undone(&why)), &to))
}

/// The largest number of a class's luck: what a page of a browser counts without loss.
const LUCK: u64 = (1 << 53) - 1;
/// The most dice that the program throws at one press of a button.
const ROLLS_AT_ONCE: usize = 100;

/// The deed that a form of the desk asks for.
fn deed(what: &str, group: Option<u16>, fields: &Fields) -> Result<Deed, Refusal> {
    let pupil = || fields.number("pupil").ok_or(Refusal::Unknown);
    let in_group = || group.ok_or(Refusal::Unknown);
    let side = || fields.number::<u8>("side").filter(|side| *side < 2).ok_or(Refusal::Unknown);
    let text = || fields.number("text").ok_or(Refusal::Unknown);
    Ok(match what {
        "begin" => Deed::Begin,
        "pause" => Deed::Pause(fields.on("on")),
        "hold" => Deed::Hold(fields.on("on")),
        "debrief" => Deed::Debrief(fields.on("on")),
        "more" => Deed::More { group, seconds: fields.number("seconds").unwrap_or(60) },
        "undo" => Deed::Undo { group: in_group()? },
        "fork" => Deed::Fork { group: in_group()? },
        "force" => Deed::Force { group: in_group()?, rule: fields.get("rule").to_owned() },
        "inject" => Deed::Inject {
            group,
            side: side().ok(),
            text: fields.get("text").to_owned(),
            touch: touch(fields.get("touch"))?,
        },
        "between" => Deed::Between(fields.on("on")),
        "sit" => Deed::Sit {
            group: in_group()?,
            side: side()?,
            sitter: match fields.get("sitter") {
                "" => Sitter::People,
                name => Sitter::Program(name.to_owned()),
            },
        },
        "speech" => Deed::Speech(match fields.get("to") {
            "held" => Speech::Held,
            "frozen" => Speech::Frozen,
            _ => Speech::Free,
        }),
        "hide" => Deed::Hide { group: in_group()?, text: text()?, hidden: true },
        "show" => Deed::Hide { group: in_group()?, text: text()?, hidden: false },
        "shuffle" => Deed::Shuffle { seed: auth::number(), all: fields.on("all") },
        "byhand" => Deed::ByHand(fields.on("on")),
        "roll" => Deed::Roll { group: in_group()?, roll: rolled(fields.get("roll")).ok_or(Refusal::Dice)? },
        "reroll" => Deed::Reroll { group: in_group()?, last: fields.on("last") },
        "overrule" => Deed::Overrule {
            group: in_group()?,
            aim: fields.get("aim").to_owned(),
            value: fields.number("value").ok_or(Refusal::Unknown)?,
            reason: fields.get("text").to_owned(),
        },
        "lead" => Deed::Lead { pupil: pupil()? },
        "exchange" => Deed::Exchange { pupil: pupil()?, with: fields.number("with").ok_or(Refusal::Unknown)? },
        "remove" => Deed::Remove { pupil: pupil()? },
        "mark" => Deed::Mark { pupil: pupil()?, text: fields.get("text").to_owned() },
        "place" => Deed::Place { pupil: pupil()?, post: post(fields.get("post")).ok_or(Refusal::Unknown)? },
        _ => return Err(Refusal::Unknown),
    })
}

/// What news move, as a form names it: `up-slight-danger`; empty where they move nothing.
pub(super) fn touch(text: &str) -> Result<Option<Touch>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let touch = || {
        let (way, rest) = text.split_once('-')?;
        let (size, track) = rest.split_once('-')?;
        let size = Size::ALL.into_iter().find(|known| known.name() == size)?;
        ["up", "down"].contains(&way).then(|| Touch { track: track.to_owned(), up: way == "up", size })
    };
    touch().map(Some).ok_or(Refusal::Unknown)
}

/// A number from 1 to 100,000 as it is, or the digits of five ten-sided dice, together or apart, of which five noughts are
/// 100,000. What could be meant otherwise is neither: two dice of five, a nought before a shorter number, a sign.
fn rolled(text: &str) -> Option<Roll> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let apart = parts.len() == 5 && parts.iter().all(|part| part.len() == 1);
    let digits = parts.concat();
    if !(parts.len() == 1 || apart) || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    match digits.parse::<Roll>().ok()? {
        0 if digits.len() == 5 => Some(100_000),
        roll @ 1..=100_000 if digits.len() == 5 || !digits.starts_with('0') => Some(roll),
        _ => None,
    }
}

/// A place as a form names it: `hall`, `side0-1`, `un0`, `press0`, `party0-2`.
fn post(text: &str) -> Option<Post> {
    if text == "hall" {
        return Some(Post::Hall);
    }
    if let Some((group, side)) = text.strip_prefix("side").and_then(|rest| rest.split_once('-')) {
        return Some(Post::Side(group.parse().ok()?, side.parse::<u8>().ok().filter(|side| *side < 2)?));
    }
    if let Some((group, party)) = text.strip_prefix("party").and_then(|rest| rest.split_once('-')) {
        return Some(Post::Party(group.parse().ok()?, party.parse().ok()?));
    }
    if let Some(group) = text.strip_prefix("un") {
        return Some(Post::Un(group.parse().ok()?));
    }
    Some(Post::Press(text.strip_prefix("press")?.parse().ok()?))
}

/// A group as only the facilitator sees it.
pub async fn group(
    State(app): Shared,
    headers: HeaderMap,
    Path((id, at)): Path<(i64, usize)>,
    Query(asked): Query<Asked>,
) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let base = format!("/desk/{id}");
    let (sheet, made) = class.look(|room| (app.spoken(|| room.group_sheet(at, now())), moment(room))).await;
    let Some(sheet) = sheet else { return StatusCode::NOT_FOUND.into_response() };
    let body = app.spoken(|| group::group(&sheet, &base, &pass(&app)));
    let title = app.spoken(|| tr!("Group {name}", name = sheet.row.name));
    let live = pages::Live { from: &format!("{base}/live"), made };
    whole(&app, &title, "plain", live, &asked, body)
}

/// A seat that the facilitator takes.
pub async fn seat(
    State(app): Shared,
    headers: HeaderMap,
    Path((id, at, side)): Path<(i64, usize, usize)>,
    Query(asked): Query<Asked>,
) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let base = format!("/desk/{id}");
    let (sheet, made) = class.look(|room| (app.spoken(|| room.group_sheet(at, now())), moment(room))).await;
    let (Some(sheet), true) = (sheet, side < 2) else { return StatusCode::NOT_FOUND.into_response() };
    let ways = Ways {
        base: format!("{base}/group/{at}/seat/{side}"),
        pass: pass(&app),
        teacher: true,
        epoch: sheet.row.epoch,
    };
    let body = app.spoken(|| {
        let name = tr!("the teacher");
        let (clock, map) = (sheet.row.clock, &format!("{base}/group/{at}/map/{side}"));
        let head = seat::Head { group: &sheet.row.name, name, roles: &[Role::Leader], clock, map };
        let back = format!("{base}/group/{at}");
        if asked.part == "talk" {
            return talk::talk(&sheet.talks[side], &sheet.tables[side].talks.desks, &ways);
        }
        seat::teacher(&sheet.tables[side], &sheet.talks[side], &head, &ways, &back)
    });
    let live = pages::Live { from: &format!("{base}/live"), made };
    whole(&app, sheet.tables[side].own_name(), "pupil", live, &asked, body)
}

/// The facilitator does something in a seat.
pub async fn in_seat(
    State(app): Shared,
    headers: HeaderMap,
    Path((id, at, side, what)): Path<(i64, u16, u8, String)>,
    Form(fields): Sent,
) -> Response {
    let fields = Fields(fields);
    let class = match of(&app, &headers, id, Some(&fields)) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let here = format!("/desk/{id}/group/{at}/seat/{side}");
    if what == "slip" {
        return slip(&app, &class, (at, side), &fields, &here).await;
    }
    let proposal = || fields.number("proposal").ok_or(Refusal::Unknown);
    let done = match what.as_str() {
        "propose" => {
            let proposed = app.act(&class, |room| {
                let group = room.groups.get(usize::from(at)).ok_or(Refusal::Unknown)?;
                let seat_of = actor(usize::from(side == 1));
                if fields.number::<u64>("epoch").is_some_and(|epoch| epoch != group.epoch) {
                    return Err(Refusal::Rules(passed_meanwhile()));
                }
                let acts = group.session.order_of(seat_of, &picked(&fields)?).map_err(Refusal::Rules)?;
                let (reason, expects) = (fields.get("reason").to_owned(), fields.get("expects").to_owned());
                let once = fields.number("once").unwrap_or(0);
                let evidence = fields.ticked(&seat::evidence(group.session.table(seat_of)));
                Ok((Deed::Propose { pupil: None, group: at, side, acts, reason, expects, evidence, once }, ()))
            });
            match proposed.await {
                Ok(()) if fields.on("seal") => {
                    let sealed = app.act(&class, |room| {
                        let team = room.groups.get(usize::from(at)).map(|group| &group.sides[usize::from(side == 1)]);
                        let last = team.and_then(|team| team.proposals.last()).ok_or(Refusal::Unknown)?;
                        Ok((Deed::Seal { pupil: None, group: at, side, proposal: last.id }, ()))
                    });
                    sealed.await
                }
                other => other,
            }
        }
        "hands" => match proposal() {
            Ok(proposal) => {
                let count = fields.number("count").unwrap_or(0);
                app.deed(&class, Deed::Hands { group: at, side, proposal, count }).await
            }
            Err(why) => Err(Undone::Refused(why)),
        },
        "seal" => match proposal() {
            Ok(proposal) => app.deed(&class, Deed::Seal { pupil: None, group: at, side, proposal }).await,
            Err(why) => Err(Undone::Refused(why)),
        },
        "unseal" => app.deed(&class, Deed::Unseal { pupil: None, group: at, side }).await,
        _ => Err(Undone::Refused(Refusal::Unknown)),
    };
    app.advance(&class).await;
    // The page that asked whether a slip was understood can only be sent to.
    let to = Some(back(&headers, &here)).filter(|to| !to.ends_with("/slip")).unwrap_or(here);
    app.spoken(|| answer(&headers, done.map(|()| tr!("Done.").to_owned()).map_err(|why| undone(&why)), &to))
}

/// What is said where a form was made for a turn that has passed.
fn passed_meanwhile() -> String {
    tr!("The turn has passed meanwhile: cards have other numbers now. Look at the page again.").to_owned()
}

/// What the teacher picked in a seat: cards of the page, or the numbers of a slip.
fn picked(fields: &Fields) -> Result<Vec<Pick>, Refusal> {
    if fields.0.iter().any(|(name, _)| name == "slip") {
        return forms::slip(fields.get("slip"), fields.on("nothing")).map_err(Refusal::Rules);
    }
    Ok(fields.picks())
}

/// Reads a slip and says what it orders; it seals nothing.
async fn slip(app: &App, class: &Class, (at, side): (u16, u8), fields: &Fields, back: &str) -> Response {
    let seat_of = actor(usize::from(side == 1));
    let read = class
        .look(|room| {
            let group = room.groups.get(usize::from(at))?;
            let picks = app.spoken(|| {
                if fields.number::<u64>("epoch").is_some_and(|epoch| epoch != group.epoch) {
                    return Err(passed_meanwhile());
                }
                forms::slip(fields.get("slip"), fields.on("nothing"))
            });
            let orders = picks.and_then(|picks| {
                app.spoken(|| group.session.order_of(seat_of, &picks))?;
                Ok(group.session.titles(seat_of, &picks))
            });
            let table = group.session.table(seat_of);
            Some((orders, table.own_name().to_owned(), table.date.clone(), group.name.clone(), group.epoch))
        })
        .await;
    let Some((orders, name, date, group, epoch)) = read else { return StatusCode::NOT_FOUND.into_response() };
    let ways = Ways { base: back.to_owned(), pass: pass(app), teacher: true, epoch };
    let typed = words::clean(fields.get("slip"), 60);
    let reason = words::clean(fields.get("reason"), words::TEXT);
    let status = if orders.is_ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let html = app.spoken(|| {
        let when = tr!("Group {name}", name = group) + " · " + &date;
        let read = seat::Read { typed: &typed, reason: &reason, orders: &orders };
        let body = seat::understood(&read, (usize::from(side == 1), &name), &when, &ways, back);
        pages::shell(tr!("A slip of paper"), "plain", None, &body)
    });
    (status, page(html)).into_response()
}

/// The projector.
pub async fn screen(
    State(app): Shared,
    headers: HeaderMap,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let base = format!("/desk/{id}");
    let seen =
        |room: &Room| (room.projector_sheets(now()), (room.plan.code.clone(), room.began.is_some()), moment(room));
    let (sheets, (code, began), made) = class.look(|room| app.spoken(|| seen(room))).await;
    let only = asked.group.or((sheets.len() == 1).then_some(0));
    let body = app.spoken(|| {
        let doors = app.doors();
        let join = screen::Join { code: &code, address: doors.open(), began };
        screen::screen(&sheets, only, &format!("{base}/screen"), &join)
    });
    let title = app.spoken(|| tr!("Projector"));
    let live = pages::Live { from: &format!("{base}/live"), made };
    whole(&app, title, "projector", live, &asked, body)
}

/// Whether a class is to be deleted.
pub async fn deleting(State(app): Shared, headers: HeaderMap, Path(id): Path<i64>) -> Response {
    match of(&app, &headers, id, None) {
        Ok(class) => {
            let title = class.peek(|room| room.plan.title.clone());
            page(app.spoken(|| classes::deleting(&title, &format!("/desk/{id}"), &pass(&app))))
        }
        Err(denied) => *denied,
    }
}

/// A class is deleted for good.
pub async fn delete(State(app): Shared, headers: HeaderMap, Path(id): Path<i64>, Form(fields): Sent) -> Response {
    let fields = Fields(fields);
    if let Err(denied) = of(&app, &headers, id, Some(&fields)) {
        return *denied;
    }
    if app.delete(id).await { go("/desk") } else { StatusCode::INTERNAL_SERVER_ERROR.into_response() }
}

/// Whether the program is to be stopped.
pub async fn stopping(State(app): Shared, headers: HeaderMap) -> Response {
    if !may(&app, &headers) {
        return denied(&app);
    }
    let running = app.classes().into_iter().filter_map(|class| class.peek(under_way)).collect::<Vec<_>>();
    page(app.spoken(|| classes::stopping(&running, &pass(&app))))
}

/// The title of a class whose lesson is under way.
fn under_way(room: &Room) -> Option<String> {
    let lesson = room.began.is_some_and(|began| now().saturating_sub(began) < u64::from(room.plan.lesson) * 60_000);
    lesson.then(|| room.plan.title.clone())
}

/// The program stops, once all that was done is on the disk and the page that says so has gone out.
pub async fn stop(State(app): Shared, headers: HeaderMap, Form(fields): Sent) -> Response {
    /// How long the page may take to go out.
    const LAST: std::time::Duration = std::time::Duration::from_millis(300);
    let fields = Fields(fields);
    if !may(&app, &headers) || !auth::same(fields.get("ticket"), &pass(&app)) {
        return denied(&app);
    }
    // Who stops it on purpose knows that the room is locked out.
    app.store.open_to_room(false);
    app.store.settle().await;
    let last = app.clone();
    tokio::spawn(async move {
        tokio::time::sleep(LAST).await;
        last.stop.notify_one();
    });
    page(app.spoken(classes::stopped))
}

/// The self-test.
pub async fn reach(State(app): Shared, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    if !may(&app, &headers) {
        return denied(&app);
    }
    let made = Stamp { epoch: *app.reached.borrow(), ..Stamp::default() };
    let body = app.spoken(|| classes::reach(&app.doors(), &pass(&app)));
    let title = app.spoken(|| tr!("Can other devices reach this computer?"));
    whole(&app, title, "plain", pages::Live { from: "/desk/reach/live", made }, &asked, body)
}

/// News for the self-test.
pub async fn reach_live(State(app): Shared, headers: HeaderMap) -> Response {
    if !may(&app, &headers) {
        return denied(&app);
    }
    live::watch(&app)
}

/// Opens the server to the room.
pub async fn open(State(app): Shared, headers: HeaderMap, Form(fields): Sent) -> Response {
    let fields = Fields(fields);
    if !may(&app, &headers) || !auth::same(fields.get("ticket"), &pass(&app)) {
        return denied(&app);
    }
    super::open_to_room(&app).await;
    go(&back(&headers, "/desk/reach"))
}
