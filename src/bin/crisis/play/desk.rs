//! The desks of a turn: what can be ordered on each, numbered, and what a person has chosen of it.

use brinkmanship::{
    crisis::{Act, Order},
    report::{
        table::{Card, Desk, Table},
        words,
    },
    scenario::model::ChannelId,
};

use crate::{colour::Ink, page::Page};

/// What a seat may be shown, with an order as far as it is made; the session knows how. It is also what says whether an
/// order may be given, and why not.
pub type Look<'c> = dyn Fn(&Order) -> Option<Table> + 'c;

/// What a person has chosen so far, and what is shown of it.
pub struct Hand<'c> {
    look: &'c Look<'c>,
    /// What is ordered so far.
    pub order: Order,
    /// The desks in the order in which they were chosen, and what stood on each before, for taking back.
    chosen: Vec<(ChannelId, Option<Act>)>,
    /// What the seat may be shown.
    pub table: Table,
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

impl<'c> Hand<'c> {
    /// An empty order as a turn opens.
    #[must_use]
    pub fn open(look: &'c Look<'c>) -> Option<Self> {
        let order = Order::default();
        let table = look(&order)?;
        Some(Self { look, order, chosen: Vec::new(), table })
    }

    /// The cards that have a number: those that can be ordered, by desk.
    fn numbered(&self) -> impl Iterator<Item = (usize, &Desk, &Card)> {
        let cards = self.table.desks.iter().flat_map(|desk| desk.open().map(move |card| (desk, card)));
        (1..).zip(cards.filter(|(_, card)| !card.composed)).map(|(number, (desk, card))| (number, desk, card))
    }

    /// How many numbers there are.
    #[must_use]
    pub fn numbers(&self) -> usize {
        self.numbered().count()
    }

    /// The act of a number.
    #[must_use]
    pub fn act(&self, number: usize) -> Option<Act> {
        self.numbered().find(|(other, _, _)| *other == number).map(|(_, _, card)| card.act)
    }

    /// The number of an act.
    #[must_use]
    pub fn number(&self, act: Act) -> Option<usize> {
        self.numbered().find(|(_, _, card)| card.act == act).map(|(number, _, _)| number)
    }

    /// The desk that an act takes up.
    fn channel(&self, act: Act) -> Option<ChannelId> {
        let place = match act {
            Act::Offer(channel, _) => return Some(channel),
            Act::Do(_) => {
                let has = |desk: &&Desk| desk.cards.iter().any(|card| card.act == act);
                self.table.desks.iter().find(has)?.place
            }
            Act::Accept(slot) | Act::Counter(slot, _) | Act::Refuse(slot) | Act::Withdraw(slot) => {
                self.table.talks.offers.iter().find(|offer| offer.slot == slot)?.place
            }
        };
        Some(ChannelId::new(place))
    }

    /// What would come of an order with one act more, in place of what stood on its desk.
    fn tried(&self, act: Act) -> Result<(ChannelId, Order, Table), String> {
        let channel = self.channel(act).ok_or(tr!("There is no such thing to order."))?;
        let order = self.order.without(channel).with(channel, act);
        let table = (self.look)(&order).ok_or(tr!("This seat orders nothing."))?;
        match table.card(act).map(|card| card.refused.clone()) {
            Some(None) => Ok((channel, order, table)),
            Some(Some(why)) => Err(why),
            None => Err(tr!("There is no such thing to order.").to_owned()),
        }
    }

    /// Says whether an act may be put into the order.
    ///
    /// # Errors
    /// Why not, in a sentence.
    pub fn may(&self, act: Act) -> Result<(), String> {
        self.tried(act).map(|_| ())
    }

    /// Puts an act into the order, in place of what stood on its desk; says what it replaced, in words.
    ///
    /// # Errors
    /// Why it cannot be ordered, in a sentence.
    pub fn choose(&mut self, act: Act) -> Result<Option<String>, String> {
        let (channel, order, table) = self.tried(act)?;
        let before = self.order.on(channel);
        if before == Some(act) {
            return Ok(None);
        }
        let said = before.map(|before| self.say(before));
        (self.order, self.table) = (order, table);
        self.chosen.push((channel, before));
        Ok(said)
    }

    /// Takes back what was chosen last: says it in words, and what stands in its place again.
    pub fn undo(&mut self) -> Option<(String, Option<String>)> {
        let (channel, before) = self.chosen.pop()?;
        let said = self.order.on(channel).map(|act| self.say(act))?;
        match before.map(|before| (before, self.tried(before))) {
            Some((before, Ok((_, order, table)))) => {
                (self.order, self.table) = (order, table);
                Some((said, Some(self.say(before))))
            }
            _ => {
                self.put(self.order.without(channel));
                Some((said, None))
            }
        }
    }

    /// Takes back an act; false if it was not chosen.
    pub fn drop(&mut self, act: Act) -> bool {
        let channel = self.channel(act).filter(|channel| self.order.on(*channel) == Some(act));
        if let Some(channel) = channel {
            self.without(channel);
        }
        channel.is_some()
    }

    /// Takes back everything.
    pub fn clear(&mut self) {
        self.put(Order::default());
        self.chosen.clear();
    }

    fn without(&mut self, channel: ChannelId) {
        self.put(self.order.without(channel));
        self.chosen.retain(|(other, _)| *other != channel);
    }

    fn put(&mut self, order: Order) {
        if let Some(table) = (self.look)(&order) {
            (self.order, self.table) = (order, table);
        }
    }

    /// An act in words.
    #[must_use]
    pub fn say(&self, act: Act) -> String {
        self.title(act).unwrap_or(tr!("That")).to_owned()
    }

    /// What the card of an act is called, if it has one.
    #[must_use]
    pub fn title(&self, act: Act) -> Option<&str> {
        self.table.card(act).map(|card| card.title.as_str())
    }

    /// Shows all desks.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn show(&self, page: &mut Page, cards: Cards) -> anyhow::Result<()> {
        for desk in &self.table.desks {
            page.heading(&desk.title)?;
            let must = if desk.must { tr!(" Something has to be ordered here.") } else { "" };
            let delay = match desk.delay {
                0 => String::new(),
                _ => tr!(" An offer sent here {arrives}.", arrives = desk.arrives),
            };
            let about = format!("{}{delay}{must}", desk.text);
            if !about.trim().is_empty() && (cards != Cards::News || !self.table.again || desk.must) {
                let about = page.ink(Ink::Faint, about.trim());
                page.para(2, &about)?;
            }
            if let Some(why) = &desk.closed {
                let closed = page.ink(Ink::Yellow, &tr!("Closed: {why}", why));
                page.para(2, &closed)?;
            }
            for (number, of, card) in self.numbered() {
                if of.place == desk.place {
                    self::card(page, number, card, cards != Cards::News || !card.known)?;
                }
            }
            for card in desk.cards.iter().filter(|card| card.composed) {
                let mark = page.ink(Ink::Green, "[x]");
                page.hang(&mark, 2, 7, &card.title)?;
            }
            if desk.closed.is_none() && desk.talks {
                page.para(2, tr!("(`talks`: an offer of your own)"))?;
            }
            let shut: Vec<(&Card, &String)> = desk
                .cards
                .iter()
                .filter(|card| !card.displaced && !card.composed)
                .filter_map(|card| card.refused.as_ref().map(|why| (card, why)))
                .collect();
            if cards == Cards::Refused {
                for (card, why) in shut {
                    let text = page.ink(Ink::Faint, &tr!("{title}: not now. {why}", title = card.title, why));
                    page.hang("-", 4, 6, &text)?;
                }
            } else if desk.closed.is_none() && !shut.is_empty() {
                let say = tr!("({count} more not open now; `all` says why)", count = shut.len());
                let say = page.ink(Ink::Faint, &say);
                page.para(2, &say)?;
            }
        }
        Ok(())
    }

    /// Everything about one act.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn look(&self, page: &mut Page, act: Act) -> anyhow::Result<()> {
        let Some(card) = self.table.card(act) else { return Ok(()) };
        let Act::Do(_) = act else {
            page.gap()?;
            page.para(2, &card.title)?;
            if let Act::Accept(slot) | Act::Refuse(slot) | Act::Withdraw(slot) | Act::Counter(slot, _) = act
                && let Some(offer) = self.table.talks.offers.iter().find(|offer| offer.slot == slot)
            {
                page.para(2, &tr!("Offer {letter}: {in_full}", letter = offer.letter, in_full = offer.in_full))?;
            }
            if let Act::Accept(_) = act {
                does(page, card)?;
            }
            return Ok(());
        };
        page.heading(&card.title)?;
        page.para(2, &card.text)?;
        does(page, card)?;
        page.para(2, &card.seen_by)?;
        if card.words {
            page.para(2, tr!("These are words: they never move conduct towards a red line."))?;
        }
        for touch in &card.touches {
            let whose = if touch.own { tr!("yours") } else { touch.owner.as_str() };
            page.para(
                2,
                &tr!(
                    "It {words} the red line {line} ({whose}).",
                    words = touch.kind.words(),
                    line = words::quoted(&touch.line),
                    whose
                ),
            )?;
        }
        if !card.excludes.is_empty() {
            let titles: Vec<String> = card.excludes.iter().map(|title| words::quoted(title)).collect();
            page.para(2, &tr!("Not in one turn with {listed}.", listed = words::listed(&titles, "or")))?;
        }
        if !card.advocates.is_empty() {
            page.para(2, &tr!("For it: {advocates}.", advocates = card.advocates.join("; ")))?;
        }
        if !card.sources.is_empty() {
            page.para(2, &tr!("Sources: {sources}.", sources = card.sources.join("; ")))?;
        }
        if !card.doubt.is_empty() {
            page.para(2, &tr!("In doubt: {doubt}", doubt = card.doubt))?;
        }
        Ok(())
    }
}

/// What an act does, as far as its seat can foresee.
fn does(page: &mut Page, card: &Card) -> anyhow::Result<()> {
    if card.does.is_empty() {
        return Ok(page.para(2, tr!("What it does cannot be foreseen."))?);
    }
    page.para(2, tr!("As things seem to stand, it"))?;
    for one in &card.does {
        page.hang("-", 4, 6, one)?;
    }
    Ok(())
}

/// One card on its desk.
fn card(page: &mut Page, number: usize, card: &Card, whole: bool) -> anyhow::Result<()> {
    let mark = if card.chosen { page.ink(Ink::Green, "[x]") } else { String::new() };
    let label = format!("{}{mark}", page.ink(Ink::Cyan, &format!("{number:>3}")));
    let rest = if card.chosen { 7 } else { 5 };
    let Act::Do(_) = card.act else {
        page.hang(&label, 0, rest, &card.title)?;
        return Ok(());
    };
    let slope = card.slope.short();
    let slope = if slope.is_empty() { String::new() } else { page.ink(Ink::Faint, &format!("  ({slope})")) };
    let title = page.ink(Ink::Bold, &card.title);
    let beyond = if card.hypothetical { tr!(" (beyond what has happened so far)") } else { "" };
    page.hang(&label, 0, rest, &format!("{title}{beyond}{slope}"))?;
    if !whole {
        return Ok(());
    }
    page.para(7, &card.text)?;
    let gist = card.gist();
    if !gist.is_empty() {
        let text = page.ink(Ink::Faint, &format!("= {gist}"));
        page.para(7, &text)?;
    }
    Ok(())
}
