//! How much a scenario may hold. A stranger's file beyond these is refused.

/// Authors, or perspectives, on the card.
pub const CARD_NAMES: usize = 32;
/// Tracks.
pub const TRACKS: usize = 96;
/// Facts and postures together.
pub const FACTS: usize = 256;
/// Moves.
pub const MOVES: usize = 512;
/// Events, party rules and drift together.
pub const RULES: usize = 256;
/// Channels.
pub const CHANNELS: usize = 8;
/// Ladders.
pub const LADDERS: usize = 6;
/// Rungs on a ladder.
pub const RUNGS: usize = 48;
/// Red lines.
pub const LINES: usize = 32;
/// Terms.
pub const TERMS: usize = 32;
/// Named offers.
pub const OFFERS: usize = 64;
/// Offers that can be alive at once in a crisis, half of them for each actor.
pub const LIVE_OFFERS: usize = 16;
/// Legs of an offer.
pub const LEGS: usize = 6;
/// Commitments.
pub const COMMITMENTS: usize = 16;
/// Effects that can be scheduled at once in a crisis.
pub const SCHEDULED: usize = 16;
/// Turns.
pub const TURNS: usize = 32;
/// Endings.
pub const ENDINGS: usize = 64;
/// Dispositions, both actors together.
pub const DISPOSITIONS: usize = 32;
/// Parties.
pub const PARTIES: usize = 24;
/// Aims.
pub const AIMS: usize = 48;
/// Readings.
pub const READINGS: usize = 24;
/// Items of the aftermath.
pub const AFTERMATH: usize = 64;
/// Items on the map.
pub const MAP_ITEMS: usize = 512;
/// Effects in one list, nested ones included.
pub const EFFECTS: usize = 256;
/// Bytes of one file.
pub const FILE_BYTES: u64 = 1 << 20;
/// Bytes of one text.
pub const TEXT_BYTES: usize = 8 << 10;
/// Files in a scenario folder.
pub const FILES: usize = 64;
/// Bytes of all files of a scenario together.
pub const FOLDER_BYTES: usize = 4 << 20;
/// Faults that are listed.
pub const FAULTS: usize = 200;
/// Words of the vocabulary in one condition.
pub const CONDITION_WORDS: usize = 200;
/// Words of the vocabulary in all conditions together.
pub const ALL_CONDITION_WORDS: usize = 20_000;
/// How deep lists of effects, or conditions, may stand inside each other.
pub const NESTING: usize = 16;
/// Lists of effects that are scheduled.
pub const BLOCKS: usize = 1024;
/// Draws inside effects.
pub const CHANCES: usize = 1024;
/// Conditions inside effects.
pub const WHENS: usize = 8192;
/// Factors on one hazard.
pub const FACTORS: usize = 16;
/// Sources.
pub const SOURCES: usize = 1024;
/// Windows on the world.
pub const THEATRES: usize = 12;
/// Cuts.
pub const CUTS: usize = 8;
/// Variants.
pub const VARIANTS: usize = 8;
/// The fewest turns that a cut keeps.
pub const CUT_TURNS: usize = 3;
/// Briefings in place of those of the turns.
pub const INSTEAD: usize = 256;
/// Words of a briefing, in the full course and in a cut.
pub const BRIEFING_WORDS: [usize; 2] = [120, 60];
