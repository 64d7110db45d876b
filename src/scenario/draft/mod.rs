//! A scenario that is being edited: all its files as one whole, with one order of edits that can be taken back.
//!
//! A place leads from the whole scenario inwards, whichever file a part stands in; each edit is a lossless one of that file.

mod ids;
mod making;
mod written;

use std::sync::Arc;

use super::{
    edit::{Document, Edit, Step, Unfit},
    files::Found,
    load,
    schema::Schema,
};
pub use ids::{Named, Reference, of_ladder};
pub use written::{Is, Written};

/// The file that holds every part that has none of its own.
const HEAD: &str = "scenario.ron";

/// Where more parts than these have files of their own, a new part gets one too.
const APART: usize = 4;

/// One file of a draft.
#[derive(Clone, Debug)]
pub struct Sheet {
    name: String,
    document: Document,
    root: Written,
    /// Its text as it stands on disk, as far as is known; none where it has none yet.
    kept: Option<String>,
    /// Whether it began with a byte order mark, which is written again.
    marked: bool,
}

impl Sheet {
    fn new(name: String, text: &str, kept: Option<String>) -> Self {
        let bare = text.strip_prefix('\u{feff}');
        let document = Document::new(bare.unwrap_or(text));
        let root = Written::read(document.text());
        Self { name, document, root, kept, marked: bare.is_some() }
    }

    /// Its name, such as `moves.ron`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its text as it stands in the draft, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        self.document.text()
    }

    /// What is to be written to disk.
    #[must_use]
    pub fn whole(&self) -> String {
        if self.marked { format!("\u{feff}{}", self.text()) } else { self.text().to_owned() }
    }

    /// Whether it says anything: a file that was begun and taken back does not.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        self.kept.is_some() || !self.text().is_empty()
    }

    /// Whether it stands otherwise than on disk.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.kept.as_ref().map_or(!self.text().is_empty(), |kept| *kept != self.whole())
    }

    /// Its text as it was last known to stand on disk.
    #[must_use]
    pub fn kept(&self) -> Option<&str> {
        self.kept.as_deref()
    }

    /// The part that stands in it; none for the head.
    fn part(&self) -> Option<String> {
        (self.name != HEAD).then(|| self.name.strip_suffix(".ron").unwrap_or(&self.name).replace('-', "_"))
    }
}

/// One step of the order of edits: how many edits of which files, and where it was.
#[derive(Clone, Debug)]
struct Made {
    edits: Vec<(usize, usize)>,
    place: Vec<Step>,
}

/// A scenario that is being edited.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its id.
    pub id: String,
    schema: Arc<Schema>,
    sheets: Vec<Sheet>,
    past: Vec<Made>,
    future: Vec<Made>,
    /// Counts what changed.
    version: u64,
}

impl Draft {
    /// A draft of a scenario's files; what is no text is left alone.
    #[must_use]
    pub fn new(id: &str, found: &[Found], on_disk: bool) -> Self {
        let mut sheets: Vec<Sheet> = found
            .iter()
            .filter_map(|Found { name, bytes }| {
                let text = std::str::from_utf8(bytes.as_ref().ok()?).ok()?;
                Some(Sheet::new(name.clone(), text, on_disk.then(|| text.to_owned())))
            })
            .collect();
        if sheets.iter().all(|sheet| sheet.name != HEAD) {
            sheets.push(Sheet::new(HEAD.to_owned(), "(\n    format: 1,\n)\n", None));
        }
        Self {
            id: id.to_owned(),
            schema: Arc::new(Schema::default()),
            sheets,
            past: Vec::new(),
            future: Vec::new(),
            version: 0,
        }
    }

    /// The format as data.
    #[must_use]
    pub fn schema(&self) -> Arc<Schema> {
        self.schema.clone()
    }

    /// The files.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The files as they would be found on disk.
    #[must_use]
    pub fn found(&self) -> Vec<Found> {
        let said = self.sheets.iter().filter(|sheet| sheet.says_anything());
        let mut found: Vec<Found> =
            said.map(|sheet| Found { name: sheet.name.clone(), bytes: Ok(sheet.whole().into_bytes()) }).collect();
        found.sort_by(|one, other| one.name.cmp(&other.name));
        found
    }

    /// Counts what changed, so that what is made of it can be kept until then.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Whether some file stands otherwise than on disk.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.sheets.iter().any(Sheet::is_dirty)
    }

    /// Notes that a file stands on disk as it stands here.
    pub fn keep(&mut self, name: &str) {
        if let Some(sheet) = self.sheets.iter_mut().find(|sheet| sheet.name == name) {
            sheet.kept = Some(sheet.whole());
        }
    }

    /// Notes what now stands on disk under a name, without taking it over.
    pub fn known_on_disk(&mut self, name: &str, text: Option<String>) {
        if let Some(sheet) = self.sheets.iter_mut().find(|sheet| sheet.name == name) {
            sheet.kept = text;
        }
    }

    /// Takes over what stands on disk, as one step that can be taken back.
    pub fn take_over(&mut self, found: &[Found]) {
        let mut edits = Vec::new();
        for Found { name, bytes } in found {
            let Some(text) = bytes.as_ref().ok().and_then(|bytes| std::str::from_utf8(bytes).ok()) else { continue };
            let at = match self.sheets.iter().position(|sheet| sheet.name == *name) {
                Some(at) => at,
                None => {
                    self.sheets.push(Sheet::new(name.clone(), "", None));
                    self.sheets.len() - 1
                }
            };
            let sheet = &mut self.sheets[at];
            sheet.kept = Some(text.to_owned());
            let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
            if sheet.document.text() != bare {
                sheet.document.retype(bare);
                sheet.root = Written::read(sheet.document.text());
                edits.push((at, 1));
            }
        }
        if !edits.is_empty() {
            self.past.push(Made { edits, place: Vec::new() });
            self.future.clear();
            self.version += 1;
        }
    }

    /// Where a place stands: the file, and the path inside it.
    fn locate<'p>(&self, place: &'p [Step]) -> Option<(usize, &'p [Step])> {
        let Some(Step::Key(part)) = place.first() else {
            return Some((self.head()?, place));
        };
        let own = self
            .sheets
            .iter()
            .position(|sheet| sheet.part().as_deref() == Some(part.as_str()) && !sheet.text().is_empty());
        match own {
            Some(at) => Some((at, &place[1..])),
            None => Some((self.head()?, place)),
        }
    }

    fn head(&self) -> Option<usize> {
        self.sheets.iter().position(|sheet| sheet.name == HEAD)
    }

    /// What is written at a place.
    #[must_use]
    pub fn value(&self, place: &[Step]) -> Option<&Written> {
        let (at, path) = self.locate(place)?;
        self.sheets[at].root.follow(path)
    }

    /// What is written at a place, letter by letter.
    #[must_use]
    pub fn text_at(&self, place: &[Step]) -> Option<&str> {
        let (at, path) = self.locate(place)?;
        let sheet = &self.sheets[at];
        sheet.text().get(sheet.root.follow(path)?.at.clone())
    }

    /// The file and the stretch of bytes of a place.
    #[must_use]
    pub fn stretch(&self, place: &[Step]) -> Option<(&str, std::ops::Range<usize>)> {
        let (at, path) = self.locate(place)?;
        let sheet = &self.sheets[at];
        Some((&sheet.name, sheet.root.follow(path)?.at.clone()))
    }

    /// The innermost place around a line and column of a file, both counted from 1.
    #[must_use]
    pub fn place_at(&self, name: &str, line: usize, column: usize) -> Vec<Step> {
        let Some(sheet) = self.sheets.iter().find(|sheet| sheet.name == name) else { return Vec::new() };
        let text = sheet.text();
        let begins: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let within: usize = text[begins..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
        let mut place: Vec<Step> = sheet.part().map(Step::Key).into_iter().collect();
        place.extend(sheet.root.around(begins + within));
        place
    }

    /// Whether a file cannot be read as it stands, so that a person has to mend it by hand.
    #[must_use]
    pub fn broken(&self) -> Vec<&str> {
        self.sheets
            .iter()
            .filter(|sheet| sheet.root.is == Is::Broken && sheet.says_anything())
            .map(Sheet::name)
            .collect()
    }

    /// Makes edits as one step, all or none; with `joined` they belong to the step before, as letters of one word do.
    ///
    /// # Errors
    /// One of them does not fit; nothing is changed.
    pub fn edit(&mut self, edits: &[Edit], joined: bool) -> Result<(), Unfit> {
        let mut made: Vec<(usize, usize)> = Vec::new();
        let place = edits.first().map(path_of).cloned().unwrap_or_default();
        let together = self.together(edits).is_some_and(|parts| self.all_of(parts, &mut made).is_ok());
        if !together {
            self.take_back(&mut made);
            if let Err(unfit) = edits.iter().try_for_each(|edit| self.one(edit, &mut made)) {
                self.take_back(&mut made);
                return Err(unfit);
            }
        }
        if made.is_empty() {
            return Ok(());
        }
        match self.past.last_mut().filter(|_| joined && self.future.is_empty()) {
            Some(last) => last.edits.extend(made),
            None => self.past.push(Made { edits: made, place }),
        }
        self.future.clear();
        self.version += 1;
        Ok(())
    }

    /// The edits by file, where none hangs on another: values and keys that stand already are changed, each once.
    fn together(&self, edits: &[Edit]) -> Option<Vec<(usize, Vec<Edit>)>> {
        let mut parts: Vec<(usize, Vec<Edit>)> = Vec::new();
        for edit in edits {
            let place = path_of(edit);
            if edits.len() < 2 || !matches!(edit, Edit::Set { .. } | Edit::Rename { .. }) || self.value(place).is_none()
            {
                return None;
            }
            let (at, path) = self.locate(place)?;
            let inner = with_path(edit, path.to_vec());
            match parts.iter_mut().find(|(known, _)| *known == at) {
                Some((_, part)) => part.push(inner),
                None => parts.push((at, vec![inner])),
            }
        }
        Some(parts)
    }

    fn take_back(&mut self, made: &mut Vec<(usize, usize)>) {
        for (at, count) in made.drain(..).rev() {
            for _ in 0..count {
                self.sheets[at].document.undo();
            }
            self.reread(at);
        }
    }

    fn all_of(&mut self, parts: Vec<(usize, Vec<Edit>)>, made: &mut Vec<(usize, usize)>) -> Result<(), Unfit> {
        for (at, edits) in parts {
            let before = self.sheets[at].text().to_owned();
            self.sheets[at].document.edit_together(&edits)?;
            if self.sheets[at].text() != before {
                made.push((at, 1));
            }
            self.reread(at);
        }
        Ok(())
    }

    fn one(&mut self, edit: &Edit, made: &mut Vec<(usize, usize)>) -> Result<(), Unfit> {
        let place = path_of(edit);
        self.make_room(place, matches!(edit, Edit::Insert { .. }) || 1 < place.len(), made)?;
        let (at, path) = self.locate(path_of(edit)).ok_or(Unfit::NoSuchPlace)?;
        let inner = with_path(edit, path.to_vec());
        self.sheets[at].document.edit(&inner)?;
        self.reread(at);
        made.push((at, 1));
        Ok(())
    }

    /// A part that is not there yet is begun: in a file of its own where the others have theirs, else in the head.
    fn make_room(&mut self, place: &[Step], inside: bool, made: &mut Vec<(usize, usize)>) -> Result<(), Unfit> {
        let Some(Step::Key(part)) = place.first() else { return Ok(()) };
        if self.value(&place[..1]).is_some() {
            return Ok(());
        }
        let Some(brackets) = self.schema.brackets(part) else { return Ok(()) };
        let apart = self.sheets.iter().filter(|sheet| sheet.name != HEAD && sheet.says_anything()).count();
        if APART < apart && !load::HEAD.contains(&part.as_str()) {
            let name = format!("{}.ron", part.replace('_', "-"));
            let at = match self.sheets.iter().position(|sheet| sheet.name == name) {
                Some(at) => at,
                None => {
                    self.sheets.push(Sheet::new(name, "", None));
                    self.sheets.len() - 1
                }
            };
            self.sheets[at].document.retype(&format!("{}\n{}\n", &brackets[..1], &brackets[1..]));
            self.reread(at);
            made.push((at, 1));
        } else if inside {
            let at = self.head().ok_or(Unfit::NoSuchPlace)?;
            let value = format!("{}\n{}", &brackets[..1], &brackets[1..]);
            self.sheets[at].document.edit(&Edit::Set { path: place[..1].to_vec(), value })?;
            self.reread(at);
            made.push((at, 1));
        }
        Ok(())
    }

    fn reread(&mut self, at: usize) {
        let sheet = &mut self.sheets[at];
        sheet.root = Written::read(sheet.document.text());
    }

    /// Whether there is something to take back, and something to make again.
    #[must_use]
    pub const fn can(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }

    /// Takes the last step back; where it was.
    pub fn undo(&mut self) -> Option<Vec<Step>> {
        let step = self.past.pop()?;
        for (at, count) in step.edits.iter().rev() {
            for _ in 0..*count {
                self.sheets[*at].document.undo();
            }
            self.reread(*at);
        }
        let place = step.place.clone();
        self.future.push(step);
        self.version += 1;
        Some(place)
    }

    /// Makes the step again that was taken back last; where it was.
    pub fn redo(&mut self) -> Option<Vec<Step>> {
        let step = self.future.pop()?;
        for (at, count) in &step.edits {
            for _ in 0..*count {
                self.sheets[*at].document.redo();
            }
            self.reread(*at);
        }
        let place = step.place.clone();
        self.past.push(step);
        self.version += 1;
        Some(place)
    }
}

/// Whether a field stands in the head of a scenario rather than being a part of its own.
#[must_use]
pub fn in_head(field: &str) -> bool {
    load::HEAD.contains(&field)
}

/// Where an edit is.
const fn path_of(edit: &Edit) -> &Vec<Step> {
    match edit {
        Edit::Set { path, .. }
        | Edit::Insert { path, .. }
        | Edit::Remove { path }
        | Edit::Move { path, .. }
        | Edit::Rename { path, .. } => path,
    }
}

/// The same edit elsewhere.
fn with_path(edit: &Edit, path: Vec<Step>) -> Edit {
    match edit.clone() {
        Edit::Set { value, .. } => Edit::Set { path, value },
        Edit::Insert { at, entry, .. } => Edit::Insert { path, at, entry },
        Edit::Remove { .. } => Edit::Remove { path },
        Edit::Move { to, .. } => Edit::Move { path, to },
        Edit::Rename { key, .. } => Edit::Rename { path, key },
    }
}
