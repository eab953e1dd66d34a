//! Text to bytes and back: UTF-8, ASCII and Latin-1, with the error handlers that need no lone surrogates.

use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::{Ref, known};

/// The encodings that the machine knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Codec {
    Utf8,
    Ascii,
    Latin1,
}

impl Codec {
    /// By any of its names (`Lib/encodings/aliases.py`): case, spaces, hyphens and underscores don't matter.
    fn named(name: &str) -> Option<Codec> {
        let plain: String = name.chars().map(|char| if matches!(char, '-' | ' ') { '_' } else { char }).collect();
        Some(match plain.to_ascii_lowercase().as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Codec::Utf8,
            "ascii" | "us_ascii" | "646" => Codec::Ascii,
            "latin_1" | "latin1" | "iso_8859_1" | "iso8859_1" | "latin" | "l1" | "8859" => Codec::Latin1,
            _ => return None,
        })
    }

    /// As errors name it.
    fn title(self) -> &'static str {
        match self {
            Codec::Utf8 => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
        }
    }
}

impl Machine {
    fn codec(&mut self, name: &str) -> Result<Codec> {
        if let Some(codec) = Codec::named(name) {
            return Ok(codec);
        }
        const OTHERS: [&str; 9] =
            ["utf-16", "utf-32", "cp1252", "utf-8-sig", "utf-7", "idna", "punycode", "cp437", "koi8-r"];
        let lower = name.to_ascii_lowercase().replace('_', "-");
        if OTHERS.iter().any(|other| lower.starts_with(other)) {
            return Err(Stop::unmodelled(format!("the encoding '{name}' is not modelled")));
        }
        Err(self.raise(known::LOOKUP_ERROR, format!("unknown encoding: {name}")))
    }

    /// `text.encode(encoding, errors)`.
    pub fn encode(&mut self, text: &str, encoding: &str, errors: &str) -> Result<Vec<u8>> {
        let codec = self.codec(encoding)?;
        if codec == Codec::Utf8 || text.is_ascii() {
            return Ok(text.as_bytes().to_vec());
        }
        let most = if codec == Codec::Ascii { 0x80 } else { 0x100 };
        let fits = |char: char| u32::from(char) < most;
        let chars: Vec<char> = text.chars().collect();
        let mut bytes = Vec::with_capacity(chars.len());
        let mut at = 0;
        while let Some(char) = chars.get(at).copied() {
            if fits(char) {
                bytes.push(u32::from(char) as u8);
                at += 1;
                continue;
            }
            match errors {
                "ignore" => {}
                "replace" => bytes.push(b'?'),
                "backslashreplace" => bytes.extend(super::display::ascii(&char.to_string()).bytes()),
                "xmlcharrefreplace" => bytes.extend(format!("&#{};", u32::from(char)).bytes()),
                "strict" => {
                    let length = chars[at..].iter().take_while(|char| !fits(**char)).count();
                    let subject = self.new_str(text);
                    let reason = format!("ordinal not in range({most})");
                    return Err(self.codec_error(
                        known::UNICODE_ENCODE_ERROR,
                        codec,
                        subject,
                        [at, at + length],
                        &reason,
                    ));
                }
                _ => return Err(self.raise(known::LOOKUP_ERROR, format!("unknown error handler name '{errors}'"))),
            }
            at += 1;
        }
        Ok(bytes)
    }

    /// `bytes.decode(encoding, errors)`.
    pub fn decode(&mut self, bytes: &[u8], encoding: &str, errors: &str) -> Result<String> {
        let codec = self.codec(encoding)?;
        let mut text = String::with_capacity(bytes.len());
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let (good, bad) = match codec {
                Codec::Latin1 => {
                    text.extend(rest.iter().map(|byte| char::from(*byte)));
                    return Ok(text);
                }
                Codec::Ascii => (rest.iter().take_while(|byte| byte.is_ascii()).count(), 1),
                Codec::Utf8 => match std::str::from_utf8(rest) {
                    Ok(_) => (rest.len(), 0),
                    Err(error) => (error.valid_up_to(), error.error_len().unwrap_or(rest.len() - error.valid_up_to())),
                },
            };
            text.push_str(std::str::from_utf8(&rest[..good]).unwrap_or(""));
            at += good;
            if at >= bytes.len() {
                break;
            }
            match errors {
                "ignore" => {}
                "replace" => text.push('\u{fffd}'),
                "backslashreplace" => {
                    bytes[at..at + bad].iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
                }
                "strict" => {
                    let reason = match codec {
                        Codec::Utf8 => utf8_reason(&bytes[at..], bad),
                        _ => "ordinal not in range(128)",
                    };
                    let subject = self.new_bytes(bytes);
                    return Err(self.codec_error(known::UNICODE_DECODE_ERROR, codec, subject, [at, at + bad], reason));
                }
                "surrogateescape" | "surrogatepass" => {
                    return Err(Stop::unmodelled("lone surrogates in a str are not modelled"));
                }
                _ => return Err(self.raise(known::LOOKUP_ERROR, format!("unknown error handler name '{errors}'"))),
            }
            at += bad;
        }
        Ok(text)
    }

    /// A UnicodeEncodeError or UnicodeDecodeError with its five arguments; the subject is taken over.
    fn codec_error(&mut self, class: Ref, codec: Codec, subject: Ref, range: [usize; 2], reason: &str) -> Stop {
        let arguments = vec![
            self.new_str(codec.title()),
            subject,
            self.new_int(range[0] as i64),
            self.new_int(range[1] as i64),
            self.new_str(reason),
        ];
        self.raise_with(class, arguments)
    }
}

/// Why UTF-8 ends or breaks here (`Objects/stringlib/codecs.h`, `utf8_decode`).
fn utf8_reason(rest: &[u8], bad: usize) -> &'static str {
    let first = rest.first().copied().unwrap_or(0);
    if !(0xc2..0xf5).contains(&first) {
        return "invalid start byte";
    }
    let needed = match first {
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    if rest.len() == bad && bad < needed { "unexpected end of data" } else { "invalid continuation byte" }
}
