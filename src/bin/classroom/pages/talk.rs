//! What a team says and decides within a turn: proposals, votes, the seal, messages. It changes more often than the rest
//! of a page, and is sent by itself.

use maud::{Markup, html};

use super::ticket;
use brinkmanship::report::table::Way;

use crate::room::{
    Speech,
    sheets::{ProposalRow, TalkSheet, TextRow},
};

/// Where forms go: a pupil's own, or the teacher's for a seat.
#[derive(Clone, Debug)]
pub struct Ways {
    /// The address before the name of what is done.
    pub base: String,
    /// The pass of its forms.
    pub pass: String,
    /// Whether it is the teacher's.
    pub teacher: bool,
    /// The turn for which the teacher's forms were made, by the count of turns that opened in the group: places and numbers
    /// of cards are those of one turn.
    pub epoch: u64,
}

/// A list of texts, the latest first.
#[must_use]
pub fn texts(texts: &[TextRow]) -> Markup {
    html! {
        @if texts.is_empty() { p.none { (tr!("Nothing yet.")) } }
        ol.texts {
            @for text in texts.iter().rev().take(60) {
                li.outside[text.from_outside] {
                    p.by {
                        @if !text.by.is_empty() && !text.kind.starts_with(text.by.as_str()) { b { (text.by) } " · " }
                        (text.kind) " · " (text.date)
                        @if let Some(when) = &text.on_its_way { " · " (tr!("read on {when}", when)) }
                        @if text.held { " · " em { (tr!("waits for the teacher")) } }
                    }
                    @for line in text.text.lines() { p { (line) } }
                }
            }
        }
    }
}

/// An order in words.
#[must_use]
pub fn order(said: &[String]) -> Markup {
    html! {
        @if said.is_empty() { p.order { (tr!("Order nothing this turn.")) } }
        @else { ul.order { @for act in said { li { (act) } } } }
    }
}

fn proposal(one: &ProposalRow, talk: &TalkSheet, ways: &Ways) -> Markup {
    html! {
        li.proposal.sealed[one.sealed] {
            p.by { b { (one.by) } " " (tr!("proposes")) }
            (order(&one.said))
            @if !one.reason.is_empty() { p.reason { (one.reason) } }
            @if !one.expects.is_empty() { p.reason.soft { (tr!("Expects: {expects}", expects = one.expects)) } }
            @if one.kept_back { p.soft { (tr!("The teacher keeps the words back.")) } }
            p.votes {
                b { (trn!(one.votes as u64; "{count} vote", "{count} votes", count = one.votes)) }
                @if !one.voters.is_empty() {
                    ": "
                    @for (at, (name, why)) in one.voters.iter().enumerate() {
                        @if 0 < at { ", " }
                        (name) @if !why.is_empty() { " (" (why) ")" }
                    }
                }
            }
            @if one.sealed { p.seal { (tr!("Sealed")) } }
            @if !talk.sealed && !talk.over {
                @if !ways.teacher {
                    form.vote method="post" action={ (ways.base) "/vote" } data-quiet="" {
                        (ticket(&ways.pass, false))
                        input type="hidden" name="proposal" value=(one.id);
                        @if one.yours { p.soft { (tr!("Your vote is here.")) } }
                        @else {
                            label for={ "why" (one.id) } { (tr!("Why? (if you like)")) }
                            input #{ "why" (one.id) } name="text" maxlength="200" autocomplete="off";
                            button { (tr!("Vote for this")) }
                        }
                    }
                } @else {
                    form.vote method="post" action={ (ways.base) "/hands" } data-quiet="" {
                        (ticket(&ways.pass, false))
                        input type="hidden" name="proposal" value=(one.id);
                        label for={ "hands" (one.id) } { (tr!("Hands counted")) }
                        input #{ "hands" (one.id) } name="count" type="number" min="0" max="99" value="0";
                        button { (tr!("Count")) }
                    }
                }
                @if talk.leads {
                    form.vote method="post" action={ (ways.base) "/seal" } data-quiet="" {
                        (ticket(&ways.pass, false))
                        input type="hidden" name="proposal" value=(one.id);
                        button.main { (tr!("Seal this order")) }
                    }
                }
            }
        }
    }
}

/// Proposals, votes and the seal.
#[must_use]
pub fn talk(talk: &TalkSheet, desks: &[Way], ways: &Ways) -> Markup {
    html! {
        section #proposals {
            h2 { (tr!("Your team decides")) }
            @if talk.over { p { (tr!("The crisis is over.")) } }
            @else {
                @if talk.sealed {
                    p.note.good { b { (tr!("The order is sealed.")) } " "
                        @if talk.other_sealed { (tr!("Both orders are opened together.")) }
                        @else { (tr!("The other side is still at work.")) }
                    }
                    @if talk.leads {
                        form method="post" action={ (ways.base) "/unseal" } data-quiet="" {
                            (ticket(&ways.pass, false))
                            button { (tr!("Open it again")) }
                        }
                    }
                } @else if talk.proposals.is_empty() {
                    p { (tr!("Nobody has proposed an order yet. Choose cards under \"Decide\", and say why.")) }
                } @else {
                    p.soft { (tr!("{voted} of {team} have voted. The leader seals one of these.", voted = talk.voted, team = talk.team)) }
                }
                ol.proposals { @for one in &talk.proposals { (proposal(one, talk, ways)) } }
            }
        }
        section #messages {
            h2 { (tr!("Messages")) }
            @if talk.speech == Speech::Frozen && !ways.teacher {
                p.note { (tr!("Writing is stopped for the moment.")) }
            } @else if !ways.teacher {
                form.say method="post" action={ (ways.base) "/say" } data-quiet="" {
                    (ticket(&ways.pass, true))
                    label for="text" { (tr!("Write")) }
                    textarea #text name="text" maxlength="800" rows="2" required {}
                    label for="to" { (tr!("to")) }
                    select #to name="to" {
                        option value="team" { (tr!("my team")) }
                        @if talk.began && !talk.over {
                            @for way in desks {
                                @if way.closed.is_none() {
                                    option value={ "desk" (way.place) } {
                                        (tr!("the other side, by {title}", title = way.title))
                                        @if 0 < way.delay { " " (trn!(u64::from(way.delay); "(read {delay} turn later)", "(read {delay} turns later)", delay = way.delay)) }
                                    }
                                }
                            }
                        }
                    }
                    button { (tr!("Send")) }
                }
                @for way in desks {
                    @if let Some(why) = &way.closed { p.soft.closed { b { (way.title) } ": " (why) } }
                }
            }
            (texts(&talk.texts))
        }
    }
}
