//! A whole scenario in one file: a head that says what it is, then its files as they are, each with length and hash.
//!
//! Nothing in it is run, unpacked by itself or followed: names are plain, sizes are bounded, and every byte is sealed.
//! It is not compressed, so that it cannot swell.

use super::{files::Found, load};

/// The first words of a pack.
const MAGIC: &str = "brinkmanship-pack";
/// The version of this format.
const FORMAT: &str = "1";
/// How the name of a pack ends.
pub const ENDING: &str = "brinkpack";
/// The most bytes of the head.
const HEAD_BYTES: usize = 64 << 10;
/// The most files, overlays included.
const FILES: usize = 512;
/// The most bytes of all files, overlays included.
const BYTES: usize = 16 << 20;
/// The most bytes of a pack.
pub const PACK_BYTES: usize = HEAD_BYTES + BYTES;

/// A pack that was opened: its seal fits, and so does every file.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The id of the scenario.
    pub id: String,
    /// What its head says of it, as label and text, in its order; nothing of it counts before the files are asked.
    pub claims: Vec<(String, String)>,
    /// The files of the scenario.
    pub files: Vec<Found>,
    /// Its overlays: files below the folder of a language, such as `ru/moves.po`.
    pub overlays: Vec<Found>,
}

/// Why something cannot be packed, or is no sound pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// It is not a pack at all.
    #[error("{}", tr!("this is not a pack: its first line is not `{magic} {format}`", magic = MAGIC, format = FORMAT))]
    NotOne,
    /// Its line ends are no longer those that it was made with.
    #[error("{}", tr!("the line ends of this pack were changed on its way, as mail and version control do with plain text; ask for it again inside an archive, such as a .zip"))]
    LineEnds,
    /// It was written by a later version.
    #[error("{}", tr!("this pack has format {found}, and this program reads format {format}", found, format = FORMAT))]
    Format {
        /// The version found.
        found: String,
    },
    /// There is more of it than a pack may hold.
    #[error("{}", tr!("a pack holds at most {files} files and {bytes} bytes", files = FILES, bytes = BYTES))]
    TooLarge,
    /// A line of its head is not as it should be.
    #[error("{}", tr!("line {line} of its head cannot be read", line))]
    Head {
        /// The line, counted from 1.
        line: usize,
    },
    /// It is longer or shorter than its head says.
    #[error("{}", tr!("the pack is longer or shorter than its head says: {found} bytes of files instead of {expected}", found, expected))]
    Length {
        /// Bytes that the head speaks of.
        expected: usize,
        /// Bytes found.
        found: usize,
    },
    /// It is not what was packed.
    #[error("{}", tr!("the pack was altered after it was made: its seal does not fit"))]
    Altered,
    /// A file has a name that a pack may not hold.
    #[error("{}", tr!("`{name}` cannot stand in a pack: it holds files such as `moves.ron` and overlays such as `ru/moves.po`", name))]
    Name {
        /// The name, cut short.
        name: String,
    },
    /// The folder has a name that is no id.
    #[error("{}", tr!("`{id}` cannot name a pack: name the folder in small letters, digits and hyphens, at most 64", id))]
    Id {
        /// The name, cut short.
        id: String,
    },
    /// Names do not stand in their order, each once.
    #[error("{}", tr!("the files do not stand in the order of their names, each once"))]
    Order,
    /// A file cannot be read.
    #[error("{}", tr!("{name} cannot be read: {why}", name, why))]
    File {
        /// The file.
        name: String,
        /// Why.
        why: String,
    },
    /// The scenario has faults, and what cannot be played is not handed on.
    #[error("{}", tr!("the scenario has faults and is not packed"))]
    Faulty,
    /// The head says something else than the files.
    #[error("{}", unlike(what, claimed.as_deref(), found.as_deref()))]
    Claim {
        /// Of what it speaks, by its label in the head.
        what: String,
        /// What the head says, if it says anything of it.
        claimed: Option<String>,
        /// What the files say, if they say anything of it.
        found: Option<String>,
    },
}

/// In which way the head of a pack is at odds with its files.
fn unlike(what: &str, claimed: Option<&str>, found: Option<&str>) -> String {
    match (claimed, found) {
        (Some(claimed), Some(found)) => {
            tr!("the head says `{claimed}` under `{what}`, and the files say `{found}`", claimed, what, found)
        }
        (Some(claimed), None) => {
            tr!("the head says `{claimed}` under `{what}`, and the files say nothing of it", claimed, what)
        }
        (None, found) => tr!(
            "the head says nothing under `{what}`, and the files say `{found}`",
            what,
            found = found.unwrap_or_default()
        ),
    }
}

/// Packs the files and overlays of a scenario. Whether it is fit for being handed on, `transcript::fit` asks first.
///
/// # Errors
/// The scenario has faults, a file cannot be read, or a name or size is none that a pack may hold.
pub(crate) fn pack(id: &str, files: &[Found], overlays: &[Found]) -> Result<Vec<u8>, PackError> {
    if !is_id(id) {
        return Err(PackError::Id { id: super::tree::cut(id) });
    }
    let claims = claims(id, files).ok_or(PackError::Faulty)?;
    let mut all: Vec<&Found> = files.iter().chain(overlays).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    let mut head = String::new();
    for (label, text) in &claims {
        line(&mut head, label, text);
    }
    let mut body: Vec<u8> = Vec::new();
    for found in all {
        if !fits(&found.name) {
            return Err(PackError::Name { name: super::tree::cut(&found.name) });
        }
        let bytes =
            found.bytes.as_ref().map_err(|why| PackError::File { name: found.name.clone(), why: why.clone() })?;
        line(&mut head, "file", &format!("{} {} {}", bytes.len(), blake3::hash(bytes).to_hex(), found.name));
        body.extend_from_slice(bytes);
        if BYTES < body.len() {
            return Err(PackError::TooLarge);
        }
    }
    let mut bytes = sealed(&head).into_bytes();
    if HEAD_BYTES < bytes.len() {
        return Err(PackError::TooLarge);
    }
    bytes.extend_from_slice(&body);
    // What is handed out can be opened.
    open(&bytes).map(|_| bytes)
}

/// Opens a pack and checks its seal. Whether the scenario in it is fit for play is for [`load`] to say, and whether its
/// head is true for [`Pack::check`].
///
/// # Errors
/// It is no pack, or not as it was made.
pub fn open(bytes: &[u8]) -> Result<Pack, PackError> {
    if PACK_BYTES < bytes.len() {
        return Err(PackError::TooLarge);
    }
    if bytes.starts_with(format!("{MAGIC} {FORMAT}\r\n").as_bytes()) {
        return Err(PackError::LineEnds);
    }
    let mut reading = Reading { bytes, at: 0, line: 0 };
    let first = reading.next().map_err(|_| PackError::NotOne)?;
    match first.strip_prefix(MAGIC).and_then(|rest| rest.strip_prefix(' ')) {
        Some(FORMAT) => {}
        Some(found) => return Err(PackError::Format { found: super::tree::cut(found) }),
        None => return Err(PackError::NotOne),
    }
    let seal = reading.labelled("seal")?.to_owned();
    let start = reading.at;
    let mut claims = Vec::new();
    let mut entries: Vec<(usize, &str, &str)> = Vec::new();
    loop {
        let text = reading.next()?;
        if text.is_empty() {
            break;
        }
        let fault = PackError::Head { line: reading.line };
        let (label, text) = text.split_once(' ').ok_or(fault.clone())?;
        if label != "file" {
            if !entries.is_empty() {
                return Err(fault);
            }
            claims.push((label.to_owned(), text.to_owned()));
            continue;
        }
        let mut parts = text.splitn(3, ' ');
        let (Some(length), Some(hash), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(fault);
        };
        let length = length.parse::<usize>().ok().filter(|one| *one <= BYTES && one.to_string() == length);
        let Some(length) = length else { return Err(fault) };
        if !fits(name) {
            return Err(PackError::Name { name: super::tree::cut(name) });
        }
        if entries.last().is_some_and(|(_, _, before)| name <= *before) {
            return Err(PackError::Order);
        }
        if entries.len() == FILES {
            return Err(PackError::TooLarge);
        }
        entries.push((length, hash, name));
    }
    let head = bytes.get(start..reading.at).unwrap_or_default();
    if blake3::hash(head).to_hex().as_str() != seal {
        return Err(PackError::Altered);
    }
    let expected = entries.iter().fold(0_usize, |sum, (length, ..)| sum.saturating_add(*length));
    let found = bytes.len().saturating_sub(reading.at);
    if expected != found {
        return Err(PackError::Length { expected, found });
    }
    let id = claims.first().filter(|(label, id)| label == "id" && is_id(id)).map(|(_, id)| id.clone());
    let Some(id) = id else { return Err(PackError::Head { line: 3 }) };
    let mut pack = Pack { id, claims, files: Vec::new(), overlays: Vec::new() };
    let mut at = reading.at;
    for (length, hash, name) in entries {
        let bytes = bytes.get(at..at.saturating_add(length)).unwrap_or_default();
        at = at.saturating_add(length);
        if blake3::hash(bytes).to_hex().as_str() != hash {
            return Err(PackError::Altered);
        }
        let found = Found { name: name.to_owned(), bytes: Ok(bytes.to_vec()) };
        if name.contains('/') { pack.overlays.push(found) } else { pack.files.push(found) }
    }
    Ok(pack)
}

impl Pack {
    /// Whether the head says what the files say: id, fingerprint, title, version, authors, licence, age and sources.
    ///
    /// # Errors
    /// It says something else. Of a scenario that is not fit for play, nothing can be said.
    pub fn check(&self) -> Result<(), PackError> {
        let Some(found) = claims(&self.id, &self.files) else { return Ok(()) };
        // What is said under one label is compared with what the files say under it, wherever it stands in the head.
        for (label, _) in found.iter().chain(&self.claims) {
            let [claimed, found] = [&self.claims, &found].map(|all| all.iter().filter(|(other, _)| other == label));
            let (mut claimed, mut found) = (claimed, found);
            loop {
                let (one, other) = (claimed.next(), found.next());
                if one != other {
                    let [claimed, found] = [one, other].map(|one| one.map(|(_, text)| super::tree::cut(text)));
                    return Err(PackError::Claim { what: super::tree::cut(label), claimed, found });
                }
                if one.is_none() {
                    break;
                }
            }
        }
        Ok(())
    }
}

/// What the head says of a scenario; nothing where it is not fit for play.
fn claims(id: &str, files: &[Found]) -> Option<Vec<(String, String)>> {
    let scenario = load(id, files).scenario?;
    let card = scenario.card.clone().unwrap_or_default();
    let mut claims = vec![
        ("id", id.to_owned()),
        ("fingerprint", scenario.fingerprint.clone()),
        ("title", scenario.title.clone()),
        ("version", card.version),
    ];
    claims.extend(card.authors.into_iter().map(|name| ("author", name)));
    claims.push(("licence", card.licence));
    claims.extend(card.age.map(|age| ("age", age.to_string())));
    claims.push(("sources", scenario.declared_sources().to_string()));
    // One line each, and nothing where nothing is said.
    let plain = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let claims = claims.into_iter().map(|(label, text)| (label.to_owned(), plain(text)));
    Some(claims.filter(|(_, text)| !text.is_empty()).collect())
}

fn line(head: &mut String, label: &str, text: &str) {
    head.push_str(label);
    head.push(' ');
    head.push_str(text);
    head.push('\n');
}

/// A head with its seal before it, and the empty line that ends it.
fn sealed(head: &str) -> String {
    let head = format!("{head}\n");
    format!("{MAGIC} {FORMAT}\nseal {}\n{head}", blake3::hash(head.as_bytes()).to_hex())
}

/// Whether a pack may hold a file of this name: `moves.ron`, or `ru/moves.po` below the folder of a language.
fn fits(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part.len() <= 64
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    match name.split_once('/') {
        None => name.strip_suffix(".ron").is_some_and(plain),
        Some((language, file)) => plain(language) && file.strip_suffix(".po").is_some_and(plain),
    }
}

/// Whether a scenario can be packed, sent and unpacked under an id: small letters, digits and hyphens, at most 64.
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 64
        && !id.starts_with('-')
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The lines of a head.
struct Reading<'b> {
    bytes: &'b [u8],
    at: usize,
    line: usize,
}

impl<'b> Reading<'b> {
    /// The next line: text that can be seen, within the bounds of the head.
    fn next(&mut self) -> Result<&'b str, PackError> {
        self.line += 1;
        let fault = PackError::Head { line: self.line };
        let end = self.bytes.len().min(HEAD_BYTES);
        let rest = self.bytes.get(self.at..end).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == b'\n').ok_or(fault.clone())?;
        self.at += length + 1;
        let text = std::str::from_utf8(&rest[..length]).map_err(|_| fault.clone())?;
        if text.chars().any(char::is_control) { Err(fault) } else { Ok(text) }
    }

    /// What follows a label on the next line.
    fn labelled(&mut self, label: &str) -> Result<&'b str, PackError> {
        let text = self.next()?;
        let fault = PackError::Head { line: self.line };
        text.strip_prefix(label).and_then(|rest| rest.strip_prefix(' ')).ok_or(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn only_plain_names_fit_into_a_pack() {
        for name in ["moves.ron", "red-lines.ron", "ru/moves.po", "zh-Hans/scenario.po"] {
            assert!(fits(name), "{name}");
        }
        for name in [
            "",
            ".ron",
            "moves",
            "../moves.ron",
            "/moves.ron",
            "a/moves.ron",
            "..ron",
            "a.b.ron",
            "ru/../moves.po",
            "ru//moves.po",
            "/ru.po",
            "ru/moves.ron",
            "c:moves.ron",
            "a\\moves.ron",
            "moves.ron ",
            "mo ves.ron",
            "мoves.ron",
            "moves.RON",
            "~/moves.po",
            "./moves.po",
        ] {
            assert!(!fits(name), "{name}");
        }
    }
}
