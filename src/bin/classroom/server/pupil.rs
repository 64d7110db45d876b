//! What pupils ask for and send. Every request is checked for its seat: the cookie says who asks, the pass for which
//! place and turn its form was made.

use std::sync::Arc;

use axum::{
    extract::{Form, Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use brinkmanship::scenario::model::{AimData, Owner};
use serde::Deserialize;

use super::{
    after::charted,
    app::{App, Class, Undone, now},
    auth,
    forms::{Fields, answer, go, page, scripted, undone},
    guard::{DEBRIEF_POLICY, Peer},
    live,
};
use crate::{
    pages::{self, court, front, party, screen, seat, talk, talk::Ways},
    room::{
        Deed, Placing, Post, REST, Refusal, Room, To, actor,
        sheets::{HallSheet, PartySheet, SeatSheet, Stamp, WatchSheet},
    },
};

type Shared = State<Arc<App>>;
/// A form as it comes.
pub type Sent = Form<Vec<(String, String)>>;

/// Who asks: the class and the pupil.
fn who(app: &App, headers: &HeaderMap) -> Option<(Arc<Class>, u32)> {
    let (class, key) = auth::cookie(headers, "seat")?.split_once('.')?;
    let class = app.class(class.parse().ok()?)?;
    let pupil = class.peek(|room| room.who(&auth::hash(key)))?;
    Some((class, pupil))
}

fn pass(app: &App, class: &Class, pupil: u32, stamp: Stamp) -> String {
    auth::pass(&app.secret, &auth::of_seat(class.id, pupil, stamp))
}

/// What a page is asked for with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Which part of it.
    pub part: String,
    /// A join code.
    pub code: String,
    /// Which group.
    pub group: Option<usize>,
    /// The facilitator's key.
    pub key: String,
    /// Which event of the scenario.
    pub rule: String,
}

/// The page to join on.
pub async fn front(State(app): Shared, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    if who(&app, &headers).is_some() && asked.code.is_empty() {
        return go("/seat");
    }
    page(app.spoken(|| front::join(&auth::as_code(&asked.code), "", None)))
}

/// A pupil joins.
pub async fn join(State(app): Shared, peer: Option<axum::Extension<Peer>>, Form(fields): Sent) -> Response {
    let fields = Fields(fields);
    let address = peer.map_or_else(|| "test".to_owned(), |peer| peer.0.0.to_string());
    let (code, name) = (auth::as_code(fields.get("code")), fields.get("name").to_owned());
    let again =
        |status: StatusCode, fault: &str| (status, page(front::join(&code, &name, Some(fault)))).into_response();
    if !app.guesses.has(&address, now()) {
        let fault =
            || again(StatusCode::TOO_MANY_REQUESTS, tr!("Too many wrong codes from this device; wait a little."));
        return app.spoken(fault);
    }
    if let Some((class, pupil)) = app.way_back(&code) {
        return come_back(&app, &class, pupil).await;
    }
    let Some(class) = app.of_code(&code) else {
        app.guesses.take(&address, now());
        return app.spoken(|| again(StatusCode::FORBIDDEN, tr!("There is no class with that code.")));
    };
    let key = auth::key();
    let hash = auth::hash(&key);
    let done = app.act(&class, |room| {
        let pupil = room.next_pupil();
        Ok((Deed::Join { pupil, name: name.clone(), key: hash }, ()))
    });
    match done.await {
        Ok(()) => {
            let cookie = auth::set_cookie("seat", &format!("{}.{key}", class.id));
            ([(header::SET_COOKIE, cookie)], go("/seat")).into_response()
        }
        Err(why) => app.spoken(|| {
            let (status, why) = undone(&why);
            again(status, &why)
        }),
    }
}

/// A pupil comes back to the place that they had, on this device.
async fn come_back(app: &App, class: &Class, pupil: u32) -> Response {
    let key = auth::key();
    match app.deed(class, Deed::Key { pupil, key: auth::hash(&key) }).await {
        Ok(()) => {
            let cookie = auth::set_cookie("seat", &format!("{}.{key}", class.id));
            ([(header::SET_COOKIE, cookie)], go("/seat")).into_response()
        }
        Err(why) => app.spoken(|| {
            let (status, why) = undone(&why);
            (status, page(front::join("", "", Some(&why)))).into_response()
        }),
    }
}

/// A pupil's page, whole or in part.
pub async fn seat(State(app): Shared, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    let Some((class, pupil)) = who(&app, &headers) else {
        return if asked.part.is_empty() { go("/") } else { StatusCode::UNAUTHORIZED.into_response() };
    };
    let (stamp, seen) = class.look(|room| app.spoken(|| (room.stamp(pupil), seen(room, pupil)))).await;
    let pass = pass(&app, &class, pupil, stamp);
    // The page is made off the lock of the class.
    let (title, body) = app.spoken(|| match &seen {
        Seen::Seat(sheet) => {
            let ways = Ways { base: "/seat".to_owned(), pass: pass.clone(), teacher: false, epoch: 0 };
            if asked.part == "talk" {
                return (String::new(), talk::talk(&sheet.talk, &sheet.table.talks.desks, &ways));
            }
            (format!("{}: {}", sheet.table.own_name(), sheet.table.title), seat::main(sheet, &ways))
        }
        Seen::Party(sheet) => (sheet.party.clone(), party::party(sheet, &pass)),
        Seen::Watch(sheet) => (sheet.world.title.clone(), front::watch(sheet, &pass)),
        Seen::Hall(sheet) => (sheet.title.clone(), front::hall(sheet, &pass)),
        Seen::Nothing => (String::new(), front::notice("")),
    });
    if !asked.part.is_empty() {
        return page(body.into_string());
    }
    let live = pages::Live { from: "/seat/live", made: stamp };
    page(app.spoken(|| pages::shell(&title, "pupil", Some(live), &maud::html! { div #page { (body) } })))
}

/// What a pupil sees, by where they are.
enum Seen {
    Seat(Box<SeatSheet>),
    Party(Box<PartySheet>),
    Watch(Box<WatchSheet>),
    Hall(Box<HallSheet>),
    Nothing,
}

fn seen(room: &Room, pupil: u32) -> Seen {
    if let Some(sheet) = room.seat_sheet(pupil, now()) {
        return Seen::Seat(Box::new(sheet));
    }
    if let Some(sheet) = room.party_sheet(pupil, now()) {
        return Seen::Party(Box::new(sheet));
    }
    if let Some(sheet) = room.watch_sheet(pupil, now()) {
        return Seen::Watch(Box::new(sheet));
    }
    room.hall_sheet(pupil).map_or(Seen::Nothing, |sheet| Seen::Hall(Box::new(sheet)))
}

/// News for a pupil's page.
pub async fn live(State(app): Shared, headers: HeaderMap) -> Response {
    let Some((class, pupil)) = who(&app, &headers) else { return StatusCode::UNAUTHORIZED.into_response() };
    let key = auth::cookie(&headers, "seat").and_then(|seat| seat.split_once('.')).map(|(_, key)| auth::hash(key));
    live::stream(&app, &class, move |class| {
        class.peek(|room| {
            let there = key.as_ref().and_then(|key| room.who(key)) == Some(pupil);
            there.then(|| (room.deeds, room.stamp(pupil), room.clock_of(pupil, now())))
        })
    })
}

/// A pupil sends something.
pub async fn send(State(app): Shared, headers: HeaderMap, Path(what): Path<String>, Form(fields): Sent) -> Response {
    let fields = Fields(fields);
    let Some((class, pupil)) = who(&app, &headers) else {
        return if scripted(&headers) { StatusCode::UNAUTHORIZED.into_response() } else { go("/") };
    };
    if !app.posts.take(&format!("{} {pupil}", class.id), now()) {
        let wait = || {
            let why = tr!("That was too fast; wait a moment.").to_owned();
            answer(&headers, Err((StatusCode::TOO_MANY_REQUESTS, why)), "/seat")
        };
        return app.spoken(wait);
    }
    let mut late = false;
    let done = app
        .act(&class, |room| {
            let stamp = room.stamp(pupil);
            if !auth::same(fields.get("ticket"), &pass(&app, &class, pupil, stamp)) {
                late = true;
                return Err(Refusal::NotYours);
            }
            let deed = deed(room, pupil, &what, &fields)?;
            Ok((deed, ()))
        })
        .await;
    if done.is_ok() && what == "seal" {
        app.advance(&class).await;
    }
    app.spoken(|| {
        let said = match what.as_str() {
            "propose" => tr!("Proposed. Your team can vote for it."),
            "vote" => tr!("Voted."),
            "seal" => tr!("Sealed."),
            "unseal" => tr!("Opened again."),
            "say" => tr!("Sent."),
            "note" | "learnt" => tr!("Kept."),
            "answer" if fields.on("sign") => tr!("Handed in, with your nickname."),
            "answer" => tr!("Handed in, without a name."),
            "forecast" => tr!("Written down."),
            "argue" => tr!("Said in court."),
            _ => tr!("Done."),
        };
        let done = match done {
            Ok(()) => Ok(said.to_owned()),
            Err(_) if late => {
                let why = tr!("The turn or your place has changed meanwhile. Look at the page again before you send.");
                Err((StatusCode::CONFLICT, why.to_owned()))
            }
            Err(Undone::Refused(Refusal::Empty)) if what == "propose" => {
                let why = tr!("Write why: a proposal needs a reason.").to_owned();
                Err((StatusCode::UNPROCESSABLE_ENTITY, why))
            }
            Err(why) => Err(undone(&why)),
        };
        answer(&headers, done, if what == "argue" { "/seat/court" } else { "/seat" })
    })
}

/// The deed that a pupil's form asks for.
fn deed(room: &Room, pupil: u32, what: &str, fields: &Fields) -> Result<Deed, Refusal> {
    let post = room.pupils.get(&pupil).map(|pupil| pupil.post).ok_or(Refusal::Unknown)?;
    let seat = || match post {
        Post::Side(group, side) => Ok((group, side)),
        Post::Hall | Post::Un(_) | Post::Press(_) | Post::Party(..) => Err(Refusal::NotYours),
    };
    let proposal = || fields.number("proposal").ok_or(Refusal::Unknown);
    let text = || fields.get("text").to_owned();
    let once = fields.number("once").unwrap_or(0);
    Ok(match what {
        "propose" => {
            let (group, side) = seat()?;
            let session = &room.groups.get(usize::from(group)).ok_or(Refusal::Unknown)?.session;
            let acts = session.order_of(actor(usize::from(side == 1)), &fields.picks()).map_err(Refusal::Rules)?;
            let (reason, expects) = (fields.get("reason").to_owned(), fields.get("expects").to_owned());
            let evidence = fields.ticked(&seat::evidence(session.table(actor(usize::from(side == 1)))));
            Deed::Propose { pupil: Some(pupil), group, side, acts, reason, expects, evidence, once }
        }
        "vote" => Deed::Vote { pupil, proposal: proposal()?, reason: text() },
        "seal" => {
            let (group, side) = seat()?;
            Deed::Seal { pupil: Some(pupil), group, side, proposal: proposal()? }
        }
        "unseal" => {
            let (group, side) = seat()?;
            Deed::Unseal { pupil: Some(pupil), group, side }
        }
        "say" => {
            let to = match fields.get("to") {
                "team" => To::Team,
                "all" => To::All,
                desk => To::Desk(desk.strip_prefix("desk").and_then(|at| at.parse().ok()).ok_or(Refusal::DeskClosed)?),
            };
            Deed::Say { pupil, to, text: text(), once }
        }
        "note" => Deed::Note { pupil, text: text() },
        "place" => {
            // Places are chosen once, from the hall.
            if room.plan.placing == Placing::Teacher || post != Post::Hall {
                return Err(Refusal::NotYours);
            }
            let group: u16 = fields.number("group").ok_or(Refusal::Unknown)?;
            let post = match fields.get("post") {
                "side0" => Post::Side(group, 0),
                "side1" => Post::Side(group, 1),
                "un" => Post::Un(group),
                "press" => Post::Press(group),
                other => {
                    let party = other.strip_prefix("party").and_then(|at| at.parse::<u8>().ok());
                    let known = |at: &u8| usize::from(*at) < room.scenario.parties.len();
                    Post::Party(group, party.filter(known).ok_or(Refusal::Unknown)?)
                }
            };
            Deed::Place { pupil, post }
        }
        "out" => {
            seat()?;
            Deed::Out { pupil }
        }
        "back" => Deed::Back { pupil },
        "answer" => Deed::Answer {
            question: fields.number("question").ok_or(Refusal::Unknown)?,
            text: text(),
            signed: fields.on("sign").then_some(pupil),
        },
        "learnt" => {
            let (_, side) = seat()?;
            let owner = Owner::Actor(actor(usize::from(side == 1)));
            let aims = room.scenario.aims.iter().filter(|aim| aim.owner == owner).enumerate();
            let near = |(at, aim): (usize, &AimData)| Some((aim.id.clone(), fields.number(&format!("near{at}"))?));
            Deed::Learnt { pupil, near: aims.filter_map(near).collect(), text: text() }
        }
        "forecast" => Deed::Forecast {
            pupil,
            agreed: fields.number("agreed").ok_or(Refusal::Unknown)?,
            war: fields.number("war").ok_or(Refusal::Unknown)?,
        },
        "stand" => {
            // Nobody can want what is not named to them.
            let rule = fields.get("rule").to_owned();
            if rule != REST && !room.named_to(pupil, &rule) {
                return Err(Refusal::NotYours);
            }
            let does = match fields.get("does") {
                "1" => Some(true),
                "0" => Some(false),
                _ => None,
            };
            Deed::Stand { pupil, rule, does }
        }
        "argue" => {
            let group = post.group().and_then(|group| room.groups.get(group)).ok_or(Refusal::NotYours)?;
            let aim = fields.get("aim").to_owned();
            let case = group.session.cases().iter().find(|case| case.aim == aim).ok_or(Refusal::Unknown)?;
            Deed::Argue { pupil, evidence: fields.ticked(&case.evidence), aim, text: text(), once }
        }
        _ => return Err(Refusal::Unknown),
    })
}

/// The debrief of a pupil's group, once the teacher has opened it.
pub async fn debrief(State(app): Shared, headers: HeaderMap) -> Response {
    let Some((class, pupil)) = who(&app, &headers) else { return go("/") };
    let session = class
        .look(|room| {
            let group = room.pupils.get(&pupil).and_then(|pupil| pupil.post.group());
            let group = group.and_then(|group| room.groups.get(group)).filter(|_| room.debrief);
            group.map(|group| group.session.clone())
        })
        .await;
    let Some(session) = session else {
        let text = || tr!("The teacher has not opened the debrief yet.");
        return page(app.spoken(|| pages::says(tr!("Looking back"), text(), "/seat")));
    };
    let made = move || {
        app.spoken(|| brinkmanship::report::html::page(&session.debrief([tr!("pupils"), tr!("pupils")]).for_pupils()))
    };
    let html = tokio::task::spawn_blocking(made).await.unwrap_or_default();
    ([(header::CONTENT_SECURITY_POLICY, DEBRIEF_POLICY)], page(html)).into_response()
}

/// The map as a pupil sees it.
pub async fn map(State(app): Shared, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    let Some((class, pupil)) = who(&app, &headers) else {
        return if asked.part.is_empty() { go("/") } else { StatusCode::UNAUTHORIZED.into_response() };
    };
    let Some((map, drawn)) = class.look(|room| room.map_of(pupil)).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    charted(&app, &asked, &map, &drawn, screen::NARROW, ["/seat/map", "/seat"])
}

/// The aims court of a pupil's group, once the teacher has opened the debrief.
pub async fn court(State(app): Shared, headers: HeaderMap) -> Response {
    let Some((class, pupil)) = who(&app, &headers) else { return go("/") };
    let seen = class
        .look(|room| {
            let sheet = app.spoken(|| room.court_of(pupil).and_then(|group| room.court_sheet(group)));
            sheet.map(|sheet| (sheet, room.stamp(pupil)))
        })
        .await;
    let Some((sheet, stamp)) = seen else {
        let text = || tr!("The teacher has not opened the debrief yet.");
        return page(app.spoken(|| pages::says(tr!("The aims court"), text(), "/seat")));
    };
    let looks = court::Looks::Pupil(pass(&app, &class, pupil, stamp));
    page(app.spoken(|| pages::shell(tr!("The aims court"), "plain", None, &court::court(&sheet, &looks, "/seat"))))
}

/// Whether a device reaches the desk.
pub async fn reach(State(app): Shared, peer: Option<axum::Extension<Peer>>) -> Response {
    if let Some(address) = peer.map(|peer| peer.0.0)
        && !auth::is_local(Some(address))
    {
        let address = address.to_canonical().to_string();
        app.set_doors(|doors| {
            if !doors.reached.contains(&address) && doors.reached.len() < 20 {
                doors.reached.push(address);
            }
        });
    }
    page(app.spoken(|| front::reached(None)))
}
