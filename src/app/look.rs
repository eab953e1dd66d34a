//! How egui's own widgets look: the scene's tokens as an egui style.
//!
//! Names no colour and no size of its own; those are in [`crate::scene::theme`].

use eframe::egui::style::{ScrollAnimation, Selection, WidgetVisuals, Widgets};
use eframe::egui::{self, Color32, Context, CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Vec2};

use super::command::LookChoice;
use crate::scene::paint::{family, font_definitions};
use crate::scene::text::Face;
use crate::scene::theme::{Theme, duration, line, radius, space, type_size};
use crate::scene::{Ink, paint};

/// Hands the bundled fonts to egui and turns off what the window does itself.
pub fn install(context: &Context) {
    context.set_fonts(font_definitions());
    context.options_mut(|options| options.zoom_with_keyboard = false);
}

/// The theme that a choice means now.
pub fn theme(choice: LookChoice, context: &Context) -> Theme {
    match choice {
        LookChoice::Dark => Theme::Dark,
        LookChoice::Light => Theme::Light,
        LookChoice::HighContrast => Theme::HighContrast,
        LookChoice::System => match context.system_theme() {
            Some(egui::Theme::Light) => Theme::Light,
            Some(egui::Theme::Dark) | None => Theme::Dark,
        },
    }
}

/// Makes every widget look like the theme.
pub fn apply(theme: Theme, reduced_motion: bool, context: &Context) {
    let base = if theme.is_dark() { egui::Theme::Dark } else { egui::Theme::Light };
    context.set_theme(base);
    context.style_mut_of(base, |style| {
        style.text_styles = text_styles();
        style.visuals = visuals(theme);
        style.animation_time = if reduced_motion { 0.0 } else { duration::CONTROL_MS as f32 / 1000.0 };
        style.scroll_animation = if reduced_motion { ScrollAnimation::none() } else { ScrollAnimation::default() };
        style.interaction.tooltip_delay = 0.35;
        style.interaction.selectable_labels = false;
        style.spacing.item_spacing = Vec2::splat(space::GRID * 2.0);
        style.spacing.button_padding = Vec2::new(space::GRID * 3.0, space::GRID);
        style.spacing.interact_size = Vec2::new(space::TOUCH, space::TOUCH);
        style.spacing.menu_margin = Margin::same(8);
        style.spacing.window_margin = Margin::same(16);
        style.spacing.combo_height = 360.0;
        style.url_in_tooltip = true;
    });
}

/// Words in one of the bundled faces.
pub fn words(text: impl Into<String>, face: Face, size: f32, color: Color32) -> egui::RichText {
    egui::RichText::new(text).font(paint::font(face, size)).color(color)
}

/// A question as plain text: without the marks around its code.
pub fn plain(question: &str) -> String {
    question.replace('`', "")
}

fn text_styles() -> std::collections::BTreeMap<TextStyle, FontId> {
    let sans = |size: f32| FontId::new(size, FontFamily::Proportional);
    [
        (TextStyle::Small, sans(type_size::LABEL)),
        (TextStyle::Body, sans(type_size::BODY)),
        (TextStyle::Button, sans(type_size::VALUE)),
        (TextStyle::Heading, FontId::new(type_size::TITLE, family(Face::SansSemibold))),
        (TextStyle::Monospace, FontId::new(type_size::VALUE, FontFamily::Monospace)),
    ]
    .into()
}

fn visuals(theme: Theme) -> egui::Visuals {
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    let base = if theme.is_dark() { egui::Visuals::dark() } else { egui::Visuals::light() };
    let state = |fill: Ink, edge: Ink, text: Ink| WidgetVisuals {
        bg_fill: ink(fill),
        weak_bg_fill: ink(fill),
        bg_stroke: Stroke::new(line::HAIRLINE, ink(edge)),
        corner_radius: CornerRadius::same(radius::CONTROL as u8),
        fg_stroke: Stroke::new(line::BADGE, ink(text)),
        expansion: 0.0,
    };
    egui::Visuals {
        override_text_color: None,
        weak_text_color: Some(ink(Ink::Muted)),
        widgets: Widgets {
            noninteractive: state(Ink::Pane, Ink::Hairline, Ink::Text),
            inactive: state(Ink::Raised, Ink::Hairline, Ink::Text),
            hovered: state(Ink::Raised, Ink::Mark, Ink::Text),
            active: state(Ink::Selection, Ink::Alive, Ink::Text),
            open: state(Ink::Raised, Ink::Edge, Ink::Text),
        },
        selection: Selection { bg_fill: ink(Ink::AliveFill), stroke: Stroke::new(line::BADGE, ink(Ink::OnAlive)) },
        hyperlink_color: ink(Ink::Touch),
        faint_bg_color: ink(Ink::Raised),
        extreme_bg_color: ink(Ink::Ground),
        text_edit_bg_color: Some(ink(Ink::Ground)),
        code_bg_color: ink(Ink::Raised),
        warn_fg_color: ink(Ink::Name),
        error_fg_color: ink(Ink::Lost),
        window_corner_radius: CornerRadius::same(radius::PANE as u8),
        window_fill: ink(Ink::Pane),
        window_stroke: Stroke::new(line::HAIRLINE, ink(Ink::Edge)),
        menu_corner_radius: CornerRadius::same(radius::CONTROL as u8),
        panel_fill: ink(Ink::Ground),
        striped: false,
        slider_trailing_fill: true,
        indent_has_left_vline: false,
        ..base
    }
}
