//! Mutations of our scenarios: each that breaks a rule is reported on its line with its code, and clean ones are not.
//!
//! `MUTATIONS=500 cargo test --test suite mutations` tries five hundred; without it a few are tried.

use std::collections::BTreeSet;

use brinkmanship::{
    lint::scan,
    scenario::{
        Loaded, Severity,
        edit::{Document, Edit, Step},
        files::{Found, read_folder},
        load,
    },
};
use rayon::prelude::*;

use crate::support::{Chance, folders};

/// A value in a file.
struct Value {
    file: usize,
    path: Vec<Step>,
    text: String,
    start: usize,
    end: usize,
}

impl Value {
    /// The names on the way to it, without positions.
    fn keys(&self) -> Vec<&str> {
        self.path.iter().filter_map(|step| if let Step::Key(key) = step { Some(key.as_str()) } else { None }).collect()
    }

    /// The last step, where it is a name.
    fn key(&self) -> &str {
        if let Some(Step::Key(key)) = self.path.last() { key } else { "" }
    }
}

/// A scenario as it stands.
struct Original {
    id: String,
    /// Names without their ending, and texts.
    files: Vec<(String, String)>,
    values: Vec<Value>,
    /// What is said of it as it stands: code and path.
    said: BTreeSet<(String, String)>,
}

fn loaded(id: &str, files: &[(String, String)]) -> Loaded {
    let found: Vec<Found> = files
        .iter()
        .map(|(name, text)| Found { name: format!("{name}.ron"), bytes: Ok(text.clone().into_bytes()) })
        .collect();
    load(id, &found)
}

/// Warnings of the check and of the lint.
fn warned(loaded: &Loaded) -> BTreeSet<(String, String)> {
    let checked = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Warning);
    let checked = checked.map(|one| (one.code.to_owned(), one.path.clone()));
    let linted = scan(loaded).warnings;
    checked.chain(linted.into_iter().map(|one| (one.code.to_owned(), one.path))).collect()
}

fn originals() -> Vec<Original> {
    folders("scenarios")
        .into_par_iter()
        .map(|folder| {
            let id = folder.file_name().unwrap().to_string_lossy().into_owned();
            let files: Vec<(String, String)> = read_folder(&folder)
                .unwrap()
                .into_iter()
                .map(|file| {
                    (file.name.trim_end_matches(".ron").to_owned(), String::from_utf8(file.bytes.unwrap()).unwrap())
                })
                .collect();
            let mut values = Vec::new();
            for (at, (_, text)) in files.iter().enumerate() {
                for (path, range) in Document::new(text.as_str()).places() {
                    let text = text[range.clone()].to_owned();
                    values.push(Value { file: at, path, text, start: range.start, end: range.end });
                }
            }
            let said = warned(&loaded(&id, &files));
            Original { id, files, values, said }
        })
        .collect()
}

/// What a mutation makes of a scenario, and what is to be said of it.
struct Mutated {
    file: usize,
    text: String,
    /// The code and the lines on which it may be reported; none where no rule is broken.
    wanted: Option<(&'static str, Vec<usize>)>,
}

/// One kind of mutation.
struct Kind {
    name: &'static str,
    make: fn(&Original, &mut Chance) -> Option<Mutated>,
}

/// The line of a place in a text, from 1.
fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

impl Original {
    fn part(&self, value: &Value) -> &str {
        &self.files[value.file].0
    }

    /// A value that is wanted, by lot.
    fn any(&self, chance: &mut Chance, wanted: impl Fn(&str, &Value) -> bool) -> Option<&Value> {
        let fit: Vec<&Value> = self.values.iter().filter(|value| wanted(self.part(value), value)).collect();
        if fit.is_empty() { None } else { Some(fit[chance.below(fit.len())]) }
    }

    /// Another text in the place of a value, which breaks a rule there.
    fn instead(&self, value: &Value, new: &str, code: &'static str) -> Mutated {
        let old = &self.files[value.file].1;
        let text = format!("{}{new}{}", &old[..value.start], &old[value.end..]);
        Mutated { file: value.file, text, wanted: Some((code, vec![line(old, value.start)])) }
    }

    /// An edit, with what breaks by it if anything does.
    fn edited(&self, value: &Value, edit: &Edit, wanted: Option<(&'static str, Vec<usize>)>) -> Option<Mutated> {
        let mut document = Document::new(self.files[value.file].1.as_str());
        document.edit(edit).ok()?;
        Some(Mutated { file: value.file, text: document.text().to_owned(), wanted })
    }

    /// The line of the key of the item in which a value stands.
    fn item_line(&self, value: &Value, deep: usize) -> usize {
        let item = self.values.iter().find(|other| other.file == value.file && other.path == value.path[..deep]);
        item.map_or(0, |item| line(&self.files[value.file].1, item.start))
    }
}

fn quoted(value: &Value) -> bool {
    value.text.starts_with('"')
}

fn is_id(value: &Value) -> bool {
    let inner = value.text.trim_matches('"');
    quoted(value)
        && !inner.is_empty()
        && inner.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c))
}

fn number(value: &Value) -> Option<i64> {
    value.text.parse().ok()
}

const ITEMS: [&str; 8] = ["moves", "red-lines", "events", "endings", "aims", "offers", "terms", "tracks"];

const BREAKING: &[Kind] = &[
    Kind {
        name: "an id that nothing declares",
        make: |of, chance| {
            let names = ["actor", "channel", "owner", "giver", "from", "binds"];
            let value = of.any(chance, |part, value| {
                value.path.len() == 2 && ITEMS.contains(&part) && names.contains(&value.key()) && is_id(value)
            })?;
            Some(of.instead(value, "\"nobody-at-all\"", "unknown-id"))
        },
    },
    Kind {
        name: "an id in a condition or an effect that nothing declares",
        make: |of, chance| {
            let within = ["requires", "when", "crossed", "effects", "chance", "probed"];
            let value = of.any(chance, |part, value| {
                let keys = value.keys();
                let texts = ["label", "ladder", "to", "actor"];
                matches!(value.path.last(), Some(Step::At(_)))
                    && ITEMS.contains(&part)
                    && keys.iter().any(|key| within.contains(key))
                    && !keys.iter().any(|key| texts.contains(key))
                    && is_id(value)
            })?;
            Some(of.instead(value, "\"nothing-of-that-name\"", "unknown-id"))
        },
    },
    Kind {
        name: "a source that is not listed",
        make: |of, chance| {
            let value = of.any(chance, |part, value| {
                ITEMS.contains(&part) && value.path.len() == 3 && value.keys().last() == Some(&"source") && is_id(value)
            })?;
            Some(of.instead(value, "\"hearsay-1962\"", "unknown-id"))
        },
    },
    Kind {
        name: "a missing field",
        make: |of, chance| {
            let needed = ["title", "text", "actor", "channel", "crossed", "weight", "category", "giver", "from"];
            let value = of.any(chance, |part, value| {
                let optional = part == "tracks" || (part == "events" && !["title", "text"].contains(&value.key()));
                value.path.len() == 2 && ITEMS.contains(&part) && !optional && needed.contains(&value.key())
            })?;
            let lines = vec![of.item_line(value, 1)];
            of.edited(value, &Edit::Remove { path: value.path.clone() }, Some(("missing-field", lines)))
        },
    },
    Kind {
        name: "a field of another name",
        make: |of, chance| {
            let value = of.any(chance, |part, value| {
                value.path.len() == 2
                    && ITEMS.contains(&part)
                    && ["source", "note", "escalation", "effects"].contains(&value.key())
            })?;
            let old = &of.files[value.file].1;
            let at = old[..value.start].rfind(value.key())?;
            let lines = vec![line(old, at)];
            let text = format!("{}z{}", &old[..at], &old[at..]);
            Some(Mutated { file: value.file, text, wanted: Some(("unknown-field", lines)) })
        },
    },
    Kind {
        name: "a number out of range",
        make: |of, chance| {
            let most = [
                ("escalation", "4"),
                ("odds", "100001"),
                ("weight", "10001"),
                ("window", "17"),
                ("stake", "101"),
                ("severity", "101"),
                ("tempo", "10"),
            ];
            let value = of.any(chance, |part, value| {
                let numbers = part != "cuts" && part != "readings" && part != "postures";
                numbers
                    && number(value).is_some()
                    && most.iter().any(|(name, _)| *name == value.key())
                    && part != "commitments"
            })?;
            let (_, beyond) = most.iter().find(|(name, _)| *name == value.key())?;
            Some(of.instead(value, beyond, "number-out-of-range"))
        },
    },
    Kind {
        name: "a number of another kind",
        make: |of, chance| {
            let value = of.any(chance, |part, value| ITEMS.contains(&part) && number(value).is_some())?;
            Some(of.instead(value, ["\"many\"", "0.5", "true"][chance.below(3)], "wrong-type"))
        },
    },
    Kind {
        name: "the same item twice",
        make: |of, chance| {
            let value = of.any(chance, |part, value| ITEMS.contains(&part) && value.path.len() == 1)?;
            let entry = format!("\"{}\": {}", value.key(), value.text);
            let old = &of.files[value.file].1;
            let edit = Edit::Insert { path: Vec::new(), at: usize::MAX, entry };
            let mut document = Document::new(old.as_str());
            if document.edit(&edit).is_ok() {
                let text = document.text().to_owned();
                let at = text.rfind(&format!("\"{}\": ", value.key()))?;
                let lines = vec![line(&text, at)];
                return Some(Mutated { file: value.file, text, wanted: Some(("duplicate-id", lines)) });
            }
            // The editor refuses to make it so; a person who types does not.
            let close = old.rfind('}')?;
            let text = format!("{}    \"{}\": {},\n{}", &old[..close], value.key(), value.text, &old[close..]);
            let lines = vec![line(old, close)];
            Some(Mutated { file: value.file, text, wanted: Some(("duplicate-id", lines)) })
        },
    },
    Kind {
        name: "a word that the vocabulary does not have",
        make: |of, chance| {
            let words = ["Change(", "Become(", "Climb(", "Fact(", "TrackAtLeast(", "Did(", "Happened("];
            let value = of.any(chance, |part, value| {
                ITEMS.contains(&part) && words.iter().any(|word| value.text.starts_with(word))
            })?;
            let new = value.text.replacen('(', "x(", 1);
            Some(of.instead(value, &new, "unknown-word"))
        },
    },
    Kind {
        name: "a quote that is missing",
        make: |of, chance| {
            let value =
                of.any(chance, |part, value| ITEMS.contains(&part) && value.key() == "title" && quoted(value))?;
            let new = value.text[..value.text.len() - 1].to_owned();
            let mut mutated = of.instead(value, &new, "syntax");
            // The text then ends with the line, or at the next quote, on whatever line that stands.
            let old = &of.files[value.file].1;
            let next = value.end + old[value.end..].find('"').unwrap_or(0);
            let (_, lines) = mutated.wanted.as_mut()?;
            lines.extend([lines[0] + 1, line(old, next)]);
            Some(mutated)
        },
    },
    Kind {
        name: "a comma that is missing",
        make: |of, chance| {
            let value = of.any(chance, |part, value| {
                let after = &of.files[value.file].1[value.end..];
                ITEMS.contains(&part)
                    && value.path.len() == 2
                    && after.starts_with(", ")
                    && !after[2..].starts_with([')', '/'])
            })?;
            let old = &of.files[value.file].1;
            let text = format!("{}{}", &old[..value.end], &old[value.end + 1..]);
            let lines = vec![line(old, value.start), line(old, value.end)];
            Some(Mutated { file: value.file, text, wanted: Some(("syntax", lines)) })
        },
    },
    Kind {
        name: "an ending that is left out and still named",
        make: |of, chance| {
            let named = |id: &str| {
                of.files.iter().enumerate().find_map(|(at, (_, text))| {
                    let found = text.find(&format!("Ended(\"{id}\")"))?;
                    Some((at, line(text, found)))
                })
            };
            let value = of.any(chance, |part, value| {
                part == "endings" && value.path.len() == 1 && named(value.key()).is_some()
            })?;
            let (_, at) = named(value.key())?;
            of.edited(value, &Edit::Remove { path: value.path.clone() }, Some(("unknown-id", vec![at])))
        },
    },
    Kind {
        name: "a condition turned to what never holds",
        make: |of, chance| {
            let value = of.any(chance, |part, value| {
                value.path.len() == 2
                    && ["moves", "events", "endings"].contains(&part)
                    && ["requires", "when"].contains(&value.key())
            })?;
            Some(of.instead(value, "Never", "never-holds"))
        },
    },
    Kind {
        name: "an empty text",
        make: |of, chance| {
            let value = of.any(chance, |part, value| {
                ITEMS.contains(&part)
                    && value.path.len() == 2
                    && ["title", "text"].contains(&value.key())
                    && quoted(value)
            })?;
            Some(of.instead(value, "\"\"", "text-empty"))
        },
    },
    Kind {
        name: "turns the wrong way round",
        make: |of, chance| {
            let value = of.any(chance, |part, value| {
                let ends: Vec<i64> =
                    value.text.trim_matches(['(', ')']).split(',').filter_map(|end| end.trim().parse().ok()).collect();
                part == "moves"
                    && value.path.len() == 2
                    && value.key() == "turns"
                    && matches!(ends[..], [first, last] if first < last)
            })?;
            let ends: Vec<&str> = value.text.trim_matches(['(', ')']).split(',').map(str::trim).collect();
            Some(of.instead(value, &format!("({}, {})", ends[1], ends[0]), "turns-reversed"))
        },
    },
    Kind {
        name: "a verdict between the verdicts",
        make: |of, chance| {
            let value = of.any(chance, |part, value| part == "aims" && value.key() == "verdict")?;
            Some(of.instead(value, "60", "verdict-value"))
        },
    },
    Kind {
        name: "a rung graver than the one above it",
        make: |of, chance| {
            let value = of.any(chance, |part, value| {
                part == "ladders" && value.key() == "severity" && value.path.contains(&Step::At(0))
            })?;
            let next = of.values.iter().find(|other| {
                other.file == value.file
                    && other.key() == "severity"
                    && other.path[0] == value.path[0]
                    && other.path.contains(&Step::At(1))
            })?;
            if number(next)? == 100 {
                return None;
            }
            let mut mutated = of.instead(value, "100", "rungs-out-of-order");
            mutated.wanted = Some(("rungs-out-of-order", vec![line(&of.files[next.file].1, next.start)]));
            Some(mutated)
        },
    },
    Kind {
        name: "a part that stands twice",
        make: |of, chance| {
            let head = of.files.iter().position(|(name, _)| name == "scenario")?;
            let value = of.any(chance, |part, value| part == "moves" && value.path.len() == 1)?;
            let old = &of.files[head].1;
            let close = old.rfind(')')?;
            let text =
                format!("{}    moves: {{ \"{}\": {} }},\n{}", &old[..close], value.key(), value.text, &old[close..]);
            Some(Mutated { file: head, text, wanted: Some(("duplicate-part", vec![1])) })
        },
    },
];

const CLEAN: &[Kind] = &[
    Kind {
        name: "a title of one more word",
        make: |of, chance| {
            let value = of.any(chance, |part, value| {
                part == "moves" && value.path.len() == 2 && value.key() == "title" && quoted(value)
            })?;
            let new = format!("{} again\"", &value.text[..value.text.len() - 1]);
            Some(Mutated { wanted: None, ..of.instead(value, &new, "") })
        },
    },
    Kind {
        name: "a comment before an item",
        make: |of, chance| {
            let value = of.any(chance, |part, value| ITEMS.contains(&part) && value.path.len() == 1)?;
            let old = &of.files[value.file].1;
            let at = old[..value.start].rfind('\n').map_or(0, |at| at + 1);
            let text = format!("{}    // Read again in spring.\n{}", &old[..at], &old[at..]);
            Some(Mutated { file: value.file, text, wanted: None })
        },
    },
    Kind {
        name: "an item put elsewhere",
        make: |of, chance| {
            let value =
                of.any(chance, |part, value| ["red-lines", "aims", "terms"].contains(&part) && value.path.len() == 1)?;
            of.edited(value, &Edit::Move { path: value.path.clone(), to: chance.below(5) }, None)
        },
    },
    Kind {
        name: "an effect one point stronger",
        make: |of, chance| {
            let value = of.any(chance, |part, value| {
                part == "moves"
                    && value.text.starts_with("Change(\"")
                    && value.keys().contains(&"effects")
                    && (value.text.contains("standing") || value.text.contains("credibility"))
            })?;
            let (name, by) = value.text.trim_end_matches(')').rsplit_once(',')?;
            let by: i64 = by.trim().parse().ok()?;
            let more = by + by.signum();
            Some(Mutated { wanted: None, ..of.instead(value, &format!("{name}, {more})"), "") })
        },
    },
    Kind {
        name: "a weight of another aim",
        make: |of, chance| {
            let value =
                of.any(chance, |part, value| part == "aims" && value.path.len() == 2 && value.key() == "weight")?;
            let new = if number(value)? < 10 { number(value)? + 1 } else { 9 };
            Some(Mutated { wanted: None, ..of.instead(value, &new.to_string(), "") })
        },
    },
    Kind {
        name: "a stake of one more",
        make: |of, chance| {
            let value = of.any(chance, |part, value| part == "red-lines" && value.key() == "stake")?;
            Some(Mutated { wanted: None, ..of.instead(value, &(number(value)? + 1).to_string(), "") })
        },
    },
    Kind {
        name: "odds a little higher",
        make: |of, chance| {
            let value = of.any(chance, |part, value| {
                part == "events"
                    && value.path.len() == 2
                    && value.key() == "odds"
                    && number(value).is_some_and(|odds| 0 < odds && odds < 90_000)
            })?;
            Some(Mutated { wanted: None, ..of.instead(value, &(number(value)? + 50).to_string(), "") })
        },
    },
    Kind {
        name: "a blank line more",
        make: |of, chance| {
            let value = of.any(chance, |_, value| value.path.len() == 1)?;
            let old = &of.files[value.file].1;
            let at = old[..value.start].rfind('\n').map_or(0, |at| at + 1);
            Some(Mutated { file: value.file, text: format!("{}\n{}", &old[..at], &old[at..]), wanted: None })
        },
    },
    Kind {
        name: "advocates in another order",
        make: |of, chance| {
            let value =
                of.any(chance, |part, value| part == "moves" && value.path.len() == 2 && value.key() == "advocates")?;
            let first = value.path.iter().cloned().chain([Step::At(0)]).collect();
            of.edited(value, &Edit::Move { path: first, to: usize::MAX }, None)
        },
    },
];

/// What is at fault with what was said of one mutation.
fn fault(of: &Original, mutated: &Mutated) -> Option<String> {
    let mut files = of.files.clone();
    files[mutated.file].1.clone_from(&mutated.text);
    let loaded = loaded(&of.id, &files);
    let said = || loaded.diagnostics.iter().take(6).map(|one| format!("\n    {one}")).collect::<String>();
    match &mutated.wanted {
        Some((code, lines)) => {
            let found = loaded.diagnostics.iter().any(|one| {
                // An id that is gone is missed elsewhere, in whatever file names it.
                let here = one.place.file == format!("{}.ron", files[mutated.file].0)
                    || *code == "unknown-id"
                    || *code == "duplicate-part";
                one.code == *code && here && lines.contains(&one.place.line)
            });
            (!found).then(|| format!("{code} is expected on {lines:?} of {}:{}", files[mutated.file].0, said()))
        }
        None => {
            let new: Vec<_> = warned(&loaded).difference(&of.said).cloned().collect();
            let sound = loaded.scenario.is_some();
            (!sound || !new.is_empty()).then(|| format!("nothing is expected, and {new:?} came:{}", said()))
        }
    }
}

#[test]
fn mutations_that_break_a_rule_are_reported_on_their_line_and_clean_ones_are_not() {
    let count: u64 = std::env::var("MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let originals = originals();
    // Two of three break a rule.
    let tried: Vec<(bool, Option<String>)> = (0..count)
        .into_par_iter()
        .map(|seed| {
            let mut chance = Chance(seed.wrapping_mul(1962));
            let kinds = if seed % 3 == 2 { CLEAN } else { BREAKING };
            // Not every scenario has a place for every kind.
            for _ in 0..20 {
                let of = &originals[chance.below(originals.len())];
                let kind = &kinds[chance.below(kinds.len())];
                if let Some(mutated) = (kind.make)(of, &mut chance) {
                    let fault = fault(of, &mutated);
                    let fault = fault.map(|fault| format!("{seed}, {}, {}: {fault}", of.id, kind.name));
                    return (mutated.wanted.is_none(), fault);
                }
            }
            panic!("{seed}: no place for any kind");
        })
        .collect();
    let of = |clean: bool| tried.iter().filter(move |(other, _)| *other == clean);
    let missed: Vec<&String> = of(false).filter_map(|(_, fault)| fault.as_ref()).collect();
    let noise: Vec<&String> = of(true).filter_map(|(_, fault)| fault.as_ref()).collect();
    let list = |faults: &[&String]| faults.iter().map(|fault| format!("{fault}\n")).collect::<String>();
    assert!(missed.is_empty(), "{} of {} missed:\n{}", missed.len(), of(false).count(), list(&missed));
    assert!(
        noise.len() * 100 < of(true).count().max(1),
        "{} of {} clean:\n{}",
        noise.len(),
        of(true).count(),
        list(&noise)
    );
}

/// For each shape of a struct in a scenario's files, the first field of the first such struct, misspelt.
fn misspelt(of: &Original) -> Vec<(String, Mutated)> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for value in &of.values {
        let text = &of.files[value.file].1;
        let key = value.key();
        // A field of a struct stands without quotes; what is a key in a map has them.
        let field = format!("{key}: ");
        if key.is_empty() || !text[..value.start].ends_with(&field) {
            continue;
        }
        let within = &value.path[..value.path.len() - 1];
        let shape: Vec<&str> = within
            .iter()
            .enumerate()
            .map(|(depth, step)| match step {
                Step::Key(name) => {
                    let parent =
                        of.values.iter().find(|other| other.file == value.file && other.path == value.path[..=depth]);
                    let struct_field = parent.is_some_and(|other| text[..other.start].ends_with(&format!("{name}: ")));
                    if struct_field { name.as_str() } else { "*" }
                }
                _ => "#",
            })
            .collect();
        let shape = format!("{}: {}", of.part(value), shape.join("."));
        if seen.insert(shape.clone()) {
            let end = value.start - 2;
            let text = format!("{}x{}", &text[..end], &text[end..]);
            all.push((shape, Mutated { file: value.file, text, wanted: None }));
        }
    }
    all
}

#[test]
fn a_misspelt_field_is_the_one_fault_that_is_told() {
    let whole = std::env::var_os("MUTATIONS").is_some();
    let originals = originals();
    let tried: Vec<(&Original, String, Mutated)> = originals
        .iter()
        .filter(|of| whole || of.id == "cuba-1962")
        .flat_map(|of| misspelt(of).into_iter().map(move |(shape, mutated)| (of, shape, mutated)))
        .collect();
    assert!(60 <= tried.len(), "{} shapes only", tried.len());
    let told: Vec<String> = tried
        .par_iter()
        .filter_map(|(of, shape, mutated)| {
            let mut files = of.files.clone();
            files[mutated.file].1.clone_from(&mutated.text);
            let loaded = loaded(&of.id, &files);
            let faults: Vec<_> = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
            let one = faults.len() == 1 && ["unknown-field", "missing-field"].contains(&faults[0].code);
            let list = || faults.iter().take(5).map(|one| format!("\n    {one}")).collect::<String>();
            (!one).then(|| format!("{}, {shape}: {} faults{}", of.id, faults.len(), list()))
        })
        .collect();
    assert!(told.is_empty(), "{} of {}:\n{}", told.len(), tried.len(), told.join("\n"));
}
