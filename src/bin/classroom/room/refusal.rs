//! Why a deed was refused.

/// Why a deed was refused; nothing has then changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The rules of the crisis refuse the order; the sentence says why.
    Rules(String),
    /// There is no such pupil, group, proposal or text.
    Unknown,
    /// It is not theirs to do.
    NotYours,
    /// The lesson has not begun.
    NotBegun,
    /// The order is sealed.
    Sealed,
    /// The crisis is over.
    Over,
    /// Not every team has sealed.
    NotSealed,
    /// Nothing was written.
    Empty,
    /// The nickname is empty.
    Nameless,
    /// Free text is frozen.
    Frozen,
    /// They have read the papers of a side, and publish nothing.
    Knows,
    /// The desk takes no message.
    DeskClosed,
    /// The name is taken.
    NameTaken,
    /// There is no room for more.
    Full,
    /// Dice have fallen for the order.
    Thrown,
    /// What was typed is no throw of five ten-sided dice.
    Dice,
    /// News that move a figure were to be told to one side alone.
    ForBoth,
    /// There is no turn to undo.
    NothingToUndo,
    /// The turn did not come out as it was saved.
    Otherwise,
}

impl Refusal {
    /// In a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Rules(why) => why.clone(),
            Self::Unknown => tr!("That is no longer there.").to_owned(),
            Self::NotYours => tr!("That is not yours to do.").to_owned(),
            Self::NotBegun => tr!("The lesson has not begun yet.").to_owned(),
            Self::Sealed => tr!("The order is sealed; nothing can be changed until it is opened again.").to_owned(),
            Self::Over => tr!("The crisis is over.").to_owned(),
            Self::NotSealed => tr!("Not every team has sealed its order.").to_owned(),
            Self::Empty => tr!("Write a few words first.").to_owned(),
            Self::Nameless => tr!("Type a nickname.").to_owned(),
            Self::Frozen => tr!("Writing is stopped for the moment.").to_owned(),
            Self::Knows => {
                tr!("You have read the papers of a side in this group, so you watch and publish nothing.").to_owned()
            }
            Self::DeskClosed => tr!("No message can go by that desk now.").to_owned(),
            Self::NameTaken => tr!("Somebody in the class has that name already; take another.").to_owned(),
            Self::Full => tr!("There is no room for more.").to_owned(),
            Self::Thrown => {
                tr!("Dice have fallen for this order, so it stays sealed; your teacher can take them up.").to_owned()
            }
            Self::Dice => tr!(
                "That is no throw: type the five digits as they fell, such as 0 4 7 1 2, or a number from 1 to 100000."
            )
            .to_owned(),
            Self::ForBoth => tr!("News that move a figure are told to both sides, since both live with it.").to_owned(),
            Self::NothingToUndo => tr!("There is no turn to undo.").to_owned(),
            Self::Otherwise => {
                tr!("The turn does not come out as it was saved: another version of the program played it.").to_owned()
            }
        }
    }
}
