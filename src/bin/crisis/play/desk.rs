//! The desks of a turn: what can be ordered on each, numbered, and what it does as far as one can foresee.

use brinkmanship::{
    crisis::{Act, Order, View},
    report::words,
    scenario::model::{ChannelId, MoveId},
};

use super::knowledge::letter;
use crate::{colour::Ink, page::Page};

/// What can be ordered this turn, and what has been chosen so far.
#[derive(Clone, Debug)]
pub struct Desk<'a> {
    view: View<'a>,
    /// What can be ordered, by desk; the number on screen is the place plus one.
    pub acts: Vec<Act>,
    /// What is ordered so far.
    pub order: Order,
    /// The desks in the order in which they were chosen, for taking back.
    chosen: Vec<ChannelId>,
    /// The acts whose cards the person has read on the turn before.
    seen: Vec<Act>,
}

/// How much is shown of the desks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cards {
    /// The whole cards of what is new; of what was open on the turn before its title.
    News,
    /// Every card whole.
    Whole,
    /// And what cannot be ordered, with the reason.
    Refused,
}

/// How far a move goes up or down, in words.
const fn slope(escalation: i8) -> &'static str {
    match escalation {
        i8::MIN..=-3 => "down, far",
        -2 => "down",
        -1 => "down a little",
        0 => "",
        1 => "up a little",
        2 => "up",
        3..=i8::MAX => "up, steeply",
    }
}

/// The most letters of what a card says that a move does; `look` says the rest.
const CARD: usize = 160;

/// The first two things that a move does, cut at a comma or semicolon if they are long; three points say that there is
/// more.
fn shortened(does: &[String]) -> String {
    let text = does[..does.len().min(2)].join("; ");
    if let Some((end, _)) = text.char_indices().nth(CARD) {
        let cut = text[..end].rfind([',', ';']).unwrap_or(end);
        return format!("{} ...", &text[..cut]);
    }
    if does.len() <= 2 { format!("{text}.") } else { format!("{text} ...") }
}

impl<'a> Desk<'a> {
    /// The desks as a turn opens.
    #[must_use]
    pub fn open(view: View<'a>, seen: Vec<Act>) -> Self {
        let mut acts = view.acts();
        acts.sort_by_key(|act| view.channel_of(*act));
        Self { view, acts, order: Order::default(), chosen: Vec::new(), seen }
    }

    /// Whether the person has had such a screen before.
    #[must_use]
    pub const fn seen_before(&self) -> bool {
        !self.seen.is_empty()
    }

    /// The act of a number.
    #[must_use]
    pub fn act(&self, number: usize) -> Option<Act> {
        number.checked_sub(1).and_then(|at| self.acts.get(at)).copied()
    }

    /// The number of an act.
    #[must_use]
    pub fn number(&self, act: Act) -> Option<usize> {
        self.acts.iter().position(|other| *other == act).map(|at| at + 1)
    }

    /// Puts an act into the order, in place of what stood on its desk; says why not, or what it replaced.
    pub fn choose(&mut self, act: Act) -> Result<Option<Act>, String> {
        let channel = self.view.channel_of(act);
        let before = self.order.on(channel);
        let without = self.order.without(channel);
        match self.view.check(&without, act) {
            Ok(()) => {
                self.order = without.with(channel, act);
                self.chosen.retain(|other| *other != channel);
                self.chosen.push(channel);
                Ok(before.filter(|before| *before != act))
            }
            Err(why) => Err(words::refusal(&self.view, why)),
        }
    }

    /// Takes back what was chosen last.
    pub fn undo(&mut self) -> Option<Act> {
        let channel = self.chosen.pop()?;
        let act = self.order.on(channel);
        self.order = self.order.without(channel);
        act
    }

    /// Takes back an act.
    pub fn drop(&mut self, act: Act) -> bool {
        let channel = self.view.channel_of(act);
        let there = self.order.on(channel) == Some(act);
        if there {
            self.order = self.order.without(channel);
            self.chosen.retain(|other| *other != channel);
        }
        there
    }

    /// Takes back everything.
    pub fn clear(&mut self) {
        self.order = Order::default();
        self.chosen.clear();
    }

    /// An act in words.
    #[must_use]
    pub fn say(&self, act: Act) -> String {
        words::act(self.view.scenario(), &words::offers_seen(&self.view), act)
    }

    /// Shows all desks.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn show(&self, page: &mut Page, view: &View<'_>, cards: Cards) -> anyhow::Result<()> {
        let scenario = view.scenario();
        for (at, data) in scenario.channels.iter().enumerate() {
            let id = ChannelId::new(at);
            let open: Vec<(usize, Act)> =
                (1..).zip(self.acts.iter().copied()).filter(|(_, act)| view.channel_of(*act) == id).collect();
            let shut: Vec<(MoveId, String)> = self.refused(view, id);
            let usable = view.holds(&data.open);
            if open.is_empty() && shut.is_empty() && !data.talks {
                continue;
            }
            page.heading(&data.title)?;
            let must = if data.must { " Something has to be ordered here." } else { "" };
            let delay = match data.delay {
                0 => String::new(),
                // The author has said so already.
                _ if data.text.contains(" turn") => String::new(),
                1 => " What is sent here is read a turn later.".to_owned(),
                turns => format!(" What is sent here is read {turns} turns later."),
            };
            let about = format!("{}{delay}{must}", data.text);
            if !about.trim().is_empty() && (cards != Cards::News || self.seen.is_empty() || data.must) {
                let about = page.ink(Ink::Faint, about.trim());
                page.para(2, &about)?;
            }
            if !usable {
                let closed = page.ink(Ink::Yellow, &format!("Closed: {}", words::sentence(&data.closed)));
                page.para(2, &closed)?;
            }
            for (number, act) in open {
                let whole = cards != Cards::News || !self.seen.contains(&act);
                self.card(page, view, number, act, whole)?;
            }
            if usable && data.talks {
                page.para(2, "(`talks`: an offer of your own)")?;
            }
            if cards == Cards::Refused {
                for (id, why) in shut {
                    let title = &scenario.moves[id.index()].title;
                    let text = page.ink(Ink::Faint, &format!("{title}: not now. {why}"));
                    page.hang("-", 4, 6, &text)?;
                }
            } else if usable && !shut.is_empty() {
                let say = format!("({} more not open now; `all` says why)", shut.len());
                let say = page.ink(Ink::Faint, &say);
                page.para(2, &say)?;
            }
        }
        Ok(())
    }

    /// The moves of a desk whose turn it is and that cannot be ordered, with the reason.
    fn refused(&self, view: &View<'_>, channel: ChannelId) -> Vec<(MoveId, String)> {
        let scenario = view.scenario();
        view.candidates()
            .iter()
            .copied()
            .filter(|id| scenario.moves[id.index()].channel == channel && !self.acts.contains(&Act::Do(*id)))
            .filter_map(|id| {
                view.check(&Order::default(), Act::Do(id)).err().map(|why| (id, words::refusal(view, why)))
            })
            .collect()
    }

    /// One act on its desk.
    fn card(&self, page: &mut Page, view: &View<'_>, number: usize, act: Act, whole: bool) -> anyhow::Result<()> {
        let scenario = view.scenario();
        let taken = self.order.acts().any(|other| other == act);
        let mark = if taken { page.ink(Ink::Green, "[x]") } else { String::new() };
        let label = format!("{}{mark}", page.ink(Ink::Cyan, &format!("{number:>3}")));
        let Act::Do(id) = act else {
            page.hang(&label, 0, if taken { 7 } else { 5 }, &self.say(act))?;
            return Ok(());
        };
        let data = &scenario.moves[id.index()];
        let slope = slope(data.escalation);
        let slope = if slope.is_empty() { String::new() } else { page.ink(Ink::Faint, &format!("  ({slope})")) };
        let title = page.ink(Ink::Bold, words::bare(&data.title));
        let beyond = if data.hypothetical { " (beyond what has happened so far)" } else { "" };
        page.hang(&label, 0, if taken { 7 } else { 5 }, &format!("{title}{beyond}{slope}"))?;
        if !whole {
            return Ok(());
        }
        page.para(7, &data.text)?;
        let does = words::foreseen(view, &data.effects);
        if !does.is_empty() {
            let text = page.ink(Ink::Faint, &format!("= {}", shortened(&does)));
            page.para(7, &text)?;
        }
        Ok(())
    }

    /// Everything about one act.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn look(&self, page: &mut Page, view: &View<'_>, act: Act) -> anyhow::Result<()> {
        let scenario = view.scenario();
        let Act::Do(id) = act else {
            page.gap()?;
            page.para(2, &self.say(act))?;
            if let Act::Accept(slot) | Act::Refuse(slot) | Act::Withdraw(slot) | Act::Counter(slot, _) = act
                && let Some((_, offer)) = view.offers().find(|(other, _)| *other == slot)
            {
                page.para(2, &format!("Offer {}: {}", letter(slot), words::offer_in_full(scenario, offer)))?;
            }
            return Ok(());
        };
        let data = &scenario.moves[id.index()];
        page.heading(&data.title)?;
        page.para(2, &data.text)?;
        let does = words::foreseen(view, &data.effects);
        if does.is_empty() {
            page.para(2, "What it does cannot be foreseen.")?;
        } else {
            page.para(2, "As things seem to stand, it")?;
            for one in does {
                page.hang("-", 4, 6, &one)?;
            }
        }
        let seen =
            match (data.audience.world(), view.actor().is_some_and(|actor| data.audience.includes(actor.other()))) {
                (true, _) => "Everyone sees it.",
                (false, true) => "The other side sees it, the world does not.",
                (false, false) => "The other side does not see it ordered.",
            };
        page.para(2, seen)?;
        if data.words {
            page.para(2, "These are words: they never move conduct towards a red line.")?;
        }
        if !data.excludes.is_empty() {
            let titles: Vec<String> =
                data.excludes.iter().map(|id| words::quoted(&scenario.moves[id.index()].title)).collect();
            page.para(2, &format!("Not in one turn with {}.", words::listed(&titles, "or")))?;
        }
        if !data.advocates.is_empty() {
            page.para(2, &format!("For it: {}.", data.advocates.join("; ")))?;
        }
        Ok(())
    }
}
