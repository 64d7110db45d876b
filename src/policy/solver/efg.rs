//! Games as Gambit writes them: the text format `.efg`, version 2.
//!
//! A file from elsewhere may mean harm: all that is read is bounded, and what is wrong is said with its place.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use thiserror::Error;

use super::game::{Builder, Game, Unfit, What, limits};

/// The most bytes that a file may have.
pub const MOST_BYTES: u64 = 256 << 20;

/// What is wrong with a file.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EfgFault {
    /// It is larger than a file may be.
    #[error("{}", tr!("the file is larger than {most} bytes", most = MOST_BYTES))]
    TooLarge,
    /// It is no such file at all.
    #[error("{}", tr!("this is not an extensive game: `EFG 2 R` or `EFG 2 D` is expected at the start"))]
    NotOne,
    /// Something else stands here.
    #[error("{}", tr!("{expected} is expected, and {found} stands here", expected, found))]
    Expected {
        /// What is expected.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// A text has no end.
    #[error("{}", tr!("the text that begins here has no closing quotation mark"))]
    Unclosed,
    /// A name is too long.
    #[error("{}", tr!("the name is longer than {most} bytes", most = limits::NAME_BYTES))]
    LongName,
    /// A number cannot be reckoned with.
    #[error("{}", tr!("the number `{text}` is none that can be reckoned with", text))]
    Number {
        /// As it is written.
        text: String,
    },
    /// There are too many or no players.
    #[error("{}", tr!("the game has {found} players, and games of one or two can be solved", found))]
    Players {
        /// How many there are.
        found: usize,
    },
    /// There is no such player.
    #[error("{}", tr!("there is no player {found}", found))]
    NoPlayer {
        /// The number.
        found: String,
    },
    /// An information set or draw is spoken of before it is described.
    #[error("{}", tr!("the {kind} {number} is named here and its actions have not been given", kind, number))]
    Undescribed {
        /// What kind of thing.
        kind: &'static str,
        /// Its number.
        number: i64,
    },
    /// Something is described again, and otherwise.
    #[error("{}", tr!("the {kind} {number} was described otherwise before", kind, number))]
    Otherwise {
        /// What kind of thing.
        kind: &'static str,
        /// Its number.
        number: i64,
    },
    /// The tree is none that can be solved.
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

/// A fault and its place.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{}", tr!("line {line}, column {column}: {fault}", line, column, fault))]
pub struct EfgError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub fault: EfgFault,
}

/// Reads a game.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn read_efg(text: &str) -> Result<Game, EfgError> {
    let mut reader = Reader { text, at: 0, began: 0 };
    reader.game().map_err(|fault| {
        let before = text.get(..reader.began).unwrap_or(text);
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
        EfgError { line, column, fault }
    })
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq)]
enum Piece<'a> {
    Text(String),
    Word(&'a str),
    Open,
    Close,
    End,
}

impl Piece<'_> {
    /// As said in a message.
    fn said(&self) -> String {
        /// So much of a text is quoted.
        const MOST: usize = 40;
        match self {
            Self::Text(text) => tr!("the text \"{text}\"", text = text.chars().take(MOST).collect::<String>()),
            Self::Word(word) => format!("`{}`", word.chars().take(MOST).collect::<String>()),
            Self::Open => "`{`".to_owned(),
            Self::Close => "`}`".to_owned(),
            Self::End => tr!("the end of the file").to_owned(),
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Where the last piece began, for messages.
    began: usize,
}

/// What is known of a numbered thing.
type Described = BTreeMap<i64, u32>;

impl<'a> Reader<'a> {
    /// The next piece. Commas between payoffs mean nothing.
    fn next(&mut self) -> Result<Piece<'a>, EfgFault> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b',') {
            self.at += 1;
        }
        self.began = self.at;
        let Some(first) = bytes.get(self.at) else { return Ok(Piece::End) };
        match first {
            b'{' => {
                self.at += 1;
                Ok(Piece::Open)
            }
            b'}' => {
                self.at += 1;
                Ok(Piece::Close)
            }
            b'"' => self.quoted(),
            _ => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                let ends = |c: char| c.is_ascii_whitespace() || ['{', '}', '"', ','].contains(&c);
                let word = rest.split(ends).next().unwrap_or_default();
                self.at += word.len();
                Ok(Piece::Word(word))
            }
        }
    }

    fn quoted(&mut self) -> Result<Piece<'a>, EfgFault> {
        let mut text = String::new();
        let mut escaped = false;
        for (place, c) in self.text.get(self.at + 1..).unwrap_or_default().char_indices() {
            if limits::NAME_BYTES < place {
                return Err(EfgFault::LongName);
            }
            match (escaped, c) {
                (false, '\\') => escaped = true,
                (false, '"') => {
                    self.at += place + 2;
                    return Ok(Piece::Text(text));
                }
                (_, c) => {
                    escaped = false;
                    text.push(c);
                }
            }
        }
        Err(EfgFault::Unclosed)
    }

    /// The next piece, left where it is.
    fn peek(&mut self) -> Result<Piece<'a>, EfgFault> {
        let (at, began) = (self.at, self.began);
        let piece = self.next();
        if piece.is_ok() {
            (self.at, self.began) = (at, began);
        }
        piece
    }

    fn text(&mut self, expected: &'static str) -> Result<String, EfgFault> {
        match self.next()? {
            Piece::Text(text) => Ok(text),
            other => Err(EfgFault::Expected { expected, found: other.said() }),
        }
    }

    fn open(&mut self, expected: &'static str) -> Result<(), EfgFault> {
        match self.next()? {
            Piece::Open => Ok(()),
            other => Err(EfgFault::Expected { expected, found: other.said() }),
        }
    }

    /// Names up to the closing brace; `many` is the fault of too many.
    fn names(&mut self, expected: &'static str, many: impl Fn(usize) -> EfgFault) -> Result<Vec<String>, EfgFault> {
        let mut names = Vec::new();
        loop {
            match self.next()? {
                Piece::Text(name) => names.push(name),
                Piece::Close => return Ok(names),
                other => return Err(EfgFault::Expected { expected, found: other.said() }),
            }
            if limits::ACTIONS < names.len() {
                return Err(many(names.len()));
            }
        }
    }

    fn count(&mut self, expected: &'static str) -> Result<i64, EfgFault> {
        match self.next()? {
            Piece::Word(word) => word.parse().map_err(|_| EfgFault::Number { text: word.to_owned() }),
            other => Err(EfgFault::Expected { expected, found: other.said() }),
        }
    }

    /// A number: whole, with a point, with an exponent, or a fraction.
    fn number(&mut self, expected: &'static str) -> Result<(f64, &'a str), EfgFault> {
        let word = match self.next()? {
            Piece::Word(word) => word,
            other => return Err(EfgFault::Expected { expected, found: other.said() }),
        };
        let plain = |text: &str| {
            let begins = text.starts_with(|c: char| c.is_ascii_digit() || ['-', '+', '.'].contains(&c));
            let value: f64 = text.parse().ok()?;
            (begins && value.is_finite()).then_some(value)
        };
        let value = match word.split_once('/') {
            None => plain(word),
            Some((over, under)) => match (plain(over), plain(under)) {
                (Some(over), Some(under)) if under != 0.0 => Some(over / under),
                _ => None,
            },
        };
        match value {
            Some(value) if value.is_finite() => Ok((value, word)),
            _ => Err(EfgFault::Number { text: word.chars().take(40).collect() }),
        }
    }

    fn game(&mut self) -> Result<Game, EfgFault> {
        if MOST_BYTES < self.text.len() as u64 {
            return Err(EfgFault::TooLarge);
        }
        if let Some(rest) = self.text.strip_prefix('\u{feff}') {
            self.at = self.text.len() - rest.len();
        }
        for word in [&["EFG"][..], &["2"], &["R", "D"]] {
            if !matches!(self.next()?, Piece::Word(found) if word.contains(&found)) {
                return Err(EfgFault::NotOne);
            }
        }
        let title = self.text(tr!("the title in quotation marks"))?;
        self.open(tr!("the list of players in braces"))?;
        let players = self.names(tr!("the name of a player or `}`"), |found| EfgFault::Players { found })?;
        if players.is_empty() || 2 < players.len() {
            return Err(EfgFault::Players { found: players.len() });
        }
        if matches!(self.peek()?, Piece::Text(_)) {
            self.text(tr!("a comment"))?;
        }
        let mut builder = Builder::new(title, players);
        let mut draws = Described::new();
        let mut sets = [Described::new(), Described::new()];
        let mut outcomes: BTreeMap<i64, [f64; 2]> = BTreeMap::new();
        loop {
            let piece = self.next()?;
            let place = self.began;
            let what = match piece {
                Piece::Word("c") => self.chance(&mut builder, &mut draws)?,
                Piece::Word("p") => self.choice(&mut builder, &mut sets)?,
                Piece::Word("t") => {
                    self.text(tr!("the name of the end"))?;
                    What::End
                }
                Piece::End => {
                    return Ok(builder.finish()?);
                }
                other => {
                    return Err(EfgFault::Expected {
                        expected: tr!("a node, which begins with `c`, `p` or `t`,"),
                        found: other.said(),
                    });
                }
            };
            let payoffs = self.outcome(builder.players().len(), &mut outcomes)?;
            builder.add(what, payoffs).inspect_err(|_| self.began = place)?;
        }
    }

    /// After `c`: name, number, then the draw itself unless it was described before.
    fn chance(&mut self, builder: &mut Builder, draws: &mut Described) -> Result<What, EfgFault> {
        self.text(tr!("the name of the node"))?;
        let number = self.count(tr!("the number of the draw"))?;
        if !matches!(self.peek()?, Piece::Text(_) | Piece::Open) {
            let known = draws.get(&number).copied();
            return known.map(What::Chance).ok_or(EfgFault::Undescribed { kind: tr!(of "kind", "draw"), number });
        }
        let place = self.at;
        let label = if matches!(self.peek()?, Piece::Text(_)) { self.text(tr!("a name"))? } else { String::new() };
        self.open(tr!("the outcomes of the draw in braces"))?;
        let mut listed = Vec::new();
        loop {
            match self.next()? {
                Piece::Text(name) => {
                    let (odds, written) = self.number(tr!("the odds of the outcome"))?;
                    listed.push((name, odds, written.to_owned()));
                }
                Piece::Close => break,
                other => {
                    return Err(EfgFault::Expected { expected: tr!("an outcome's name or `}`"), found: other.said() });
                }
            }
            if limits::ACTIONS < listed.len() {
                return Err(Unfit::Actions { found: listed.len() }.into());
            }
        }
        let before = builder.draws();
        let at = builder.draw(label, listed).inspect_err(|_| self.began = place)?;
        if let Some(known) = draws.get(&number) {
            if !builder.same_draw(*known, at) {
                return Err(EfgFault::Otherwise { kind: tr!(of "kind", "draw"), number });
            }
            builder.forget_draws(before);
            return Ok(What::Chance(*known));
        }
        draws.insert(number, at);
        Ok(What::Chance(at))
    }

    /// After `p`: name, player, number, then the information set itself unless it was described before.
    fn choice(&mut self, builder: &mut Builder, sets: &mut [Described; 2]) -> Result<What, EfgFault> {
        self.text(tr!("the name of the node"))?;
        let player = self.count(tr!("the number of the player"))?;
        let players = builder.players().len();
        let who = match player {
            1 => 0,
            2 if players == 2 => 1,
            _ => return Err(EfgFault::NoPlayer { found: player.to_string() }),
        };
        let number = self.count(tr!("the number of the information set"))?;
        let known = sets[who].get(&number).copied();
        if !matches!(self.peek()?, Piece::Text(_) | Piece::Open) {
            return known
                .map(What::Choice)
                .ok_or(EfgFault::Undescribed { kind: tr!(of "kind", "information set"), number });
        }
        let place = self.at;
        let label = if matches!(self.peek()?, Piece::Text(_)) { self.text(tr!("a name"))? } else { String::new() };
        self.open(tr!("the actions in braces"))?;
        let actions = self.names(tr!("an action's name or `}`"), |found| Unfit::Actions { found }.into())?;
        if let Some(known) = known {
            let same = builder.declared(known).is_some_and(|set| set.actions == actions);
            return if same {
                Ok(What::Choice(known))
            } else {
                Err(EfgFault::Otherwise { kind: tr!(of "kind", "information set"), number })
            };
        }
        let at = builder.set(who, label, actions).inspect_err(|_| self.began = place)?;
        builder.number(at, number);
        sets[who].insert(number, at);
        Ok(What::Choice(at))
    }

    /// An outcome: 0 for none, else a number with, the first time, its name and payoffs.
    fn outcome(&mut self, players: usize, outcomes: &mut BTreeMap<i64, [f64; 2]>) -> Result<[f64; 2], EfgFault> {
        let number = self.count(tr!("the number of the outcome"))?;
        let described = matches!(self.peek()?, Piece::Text(_) | Piece::Open);
        if !described {
            if number == 0 {
                return Ok([0.0; 2]);
            }
            let known = outcomes.get(&number).copied();
            return known.ok_or(EfgFault::Undescribed { kind: tr!(of "kind", "outcome"), number });
        }
        if matches!(self.peek()?, Piece::Text(_)) {
            self.text(tr!("a name"))?;
        }
        self.open(tr!("the payoffs in braces"))?;
        let mut payoffs = [0.0; 2];
        for payoff in payoffs.iter_mut().take(players) {
            *payoff = self.number(tr!("a payoff"))?.0;
        }
        match self.next()? {
            Piece::Close => {}
            other => return Err(EfgFault::Expected { expected: "`}`", found: other.said() }),
        }
        if let Some(known) = outcomes.get(&number)
            && *known != payoffs
        {
            return Err(EfgFault::Otherwise { kind: tr!(of "kind", "outcome"), number });
        }
        if number != 0 {
            outcomes.insert(number, payoffs);
        }
        Ok(payoffs)
    }
}

/// Writes a game for Gambit and OpenSpiel.
#[must_use]
pub fn write_efg(game: &Game) -> String {
    let mut out = String::new();
    // Writing to a text cannot fail.
    let _ = write_to(&mut out, game);
    out
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn write_to(out: &mut String, game: &Game) -> std::fmt::Result {
    let players: Vec<String> = game.players.iter().map(|name| quoted(name)).collect();
    writeln!(out, "EFG 2 R {} {{ {} }}\n\"\"\n", quoted(&game.title), players.join(" "))?;
    // Gambit numbers the outcomes from 1.
    let mut described = vec![false; game.sets().len()];
    let mut drawn = vec![false; game.chances().len()];
    let mut outcome = 0_usize;
    for node in game.nodes() {
        match node.what {
            What::Chance(at) => {
                let (at, chance) = (at as usize, &game.chances()[at as usize]);
                write!(out, "c \"\" {}", at + 1)?;
                if !std::mem::replace(&mut drawn[at], true) {
                    write!(out, " {} {{", quoted(&chance.label))?;
                    for (name, odds) in chance.outcomes.iter().zip(&chance.written) {
                        write!(out, " {} {odds}", quoted(name))?;
                    }
                    write!(out, " }}")?;
                }
            }
            What::Choice(at) => {
                let (at, set) = (at as usize, &game.sets()[at as usize]);
                write!(out, "p \"\" {} {}", set.player + 1, set.number)?;
                if !std::mem::replace(&mut described[at], true) {
                    write!(out, " {} {{", quoted(&set.label))?;
                    for name in &set.actions {
                        write!(out, " {}", quoted(name))?;
                    }
                    write!(out, " }}")?;
                }
            }
            What::End => write!(out, "t \"\"")?,
        }
        if node.what == What::End || node.payoffs != [0.0; 2] {
            outcome += 1;
            let payoffs: Vec<String> = node.payoffs.iter().take(game.players.len()).map(f64::to_string).collect();
            writeln!(out, " {outcome} \"\" {{ {} }}", payoffs.join(", "))?;
        } else {
            writeln!(out, " 0")?;
        }
    }
    Ok(())
}
