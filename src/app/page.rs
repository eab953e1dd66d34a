//! The lesson page: where its panes stand, its heading, and the stage with its caption.

use eframe::egui::{self, Id, Margin, Rect, Ui, Vec2};

use super::Window;
use super::command::Command;
use super::inspector::{Chosen, waker};
use super::look::{plain, words};
use super::session::{Ask, Progress, before_line, lines_at};
use super::stage::{Footing, Touched, pane};
use crate::python::Version;
use crate::scene::paint::font;
use crate::scene::theme::{space, type_size};
use crate::scene::{Face, Ink, Scene, Size, Target};

const HEADING_HEIGHT: f32 = 56.0;
const TABS_HEIGHT: f32 = 36.0;
/// Two lines of caption, whether there are two or not: nothing shifts when a step changes.
const CAPTION_HEIGHT: f32 = 52.0;
const TRANSPORT_HEIGHT: f32 = 64.0;
/// Less room than this and the picture is made smaller instead of being laid out anew.
const LEAST_STAGE: Size = Size::new(680.0, 400.0);

impl Window {
    pub(super) fn desk(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let panes = self.settings.get().panes.clone();
        // At home the page is the list.
        let list = panes.lessons_shown && self.open.is_some();
        if !list {
            self.notices.show(ui, theme);
            self.exports_under_way(ui);
        }
        let side = egui::Frame::NONE.fill(theme.color32(Ink::Pane, 1.0)).inner_margin(Margin::symmetric(10, 12));
        if list {
            let panel =
                egui::Panel::left("lessons").default_size(panes.lessons_width).size_range(180.0..=480.0).frame(side);
            let shown = panel.show(ui, |ui| self.sidebar(ui));
            self.settings.get_mut().panes.lessons_width = shown.response.rect.width();
        }
        if panes.text_shown && self.open.is_some() {
            let panel = egui::Panel::right("text")
                .default_size(panes.text_width)
                .size_range(260.0..=900.0)
                .frame(side.inner_margin(Margin::symmetric(20, 12)));
            let shown = panel.show(ui, |ui| self.text_pane(ui));
            self.settings.get_mut().panes.text_width = shown.response.rect.width();
        }
        let ground = egui::Frame::NONE.fill(theme.color32(Ink::Ground, 1.0));
        egui::CentralPanel::no_frame().frame(ground.inner_margin(Margin::symmetric(16, 0))).show(ui, |ui| {
            if self.open.is_some() {
                self.lesson(ui);
            } else {
                self.home(ui);
            }
        });
    }

    fn lesson(&mut self, ui: &mut Ui) {
        let bare = egui::Frame::NONE;
        let gap = space::PANE_GAP as i8;
        let panel = egui::Panel::top("heading").frame(bare).exact_size(HEADING_HEIGHT).resizable(false);
        panel.show_separator_line(false).show(ui, |ui| self.heading(ui));
        let panes = self.settings.get().panes.clone();
        if panes.program_shown {
            // The picture has the larger part, whatever the window's height.
            let most = (ui.available_height() * 0.42).max(120.0);
            let panel = egui::Panel::bottom("program")
                .default_size(panes.program_height.min(most))
                .size_range(120.0..=most)
                .show_separator_line(false)
                .frame(bare.inner_margin(Margin { top: gap, bottom: gap, ..Margin::ZERO }));
            let shown = panel.show(ui, |ui| {
                ui.expand_to_include_rect(ui.max_rect());
                self.lower(ui);
            });
            self.settings.get_mut().panes.program_height = shown.response.rect.height();
        }
        let bottom = if panes.program_shown { 0 } else { gap };
        let panel = egui::Panel::bottom("transport").exact_size(TRANSPORT_HEIGHT + f32::from(gap) + f32::from(bottom));
        let frame = bare.inner_margin(Margin { top: gap, bottom, ..Margin::ZERO });
        let panel = panel.resizable(false).show_separator_line(false).frame(frame);
        panel.show(ui, |ui| self.transport(ui));
        egui::CentralPanel::no_frame().frame(bare).show(ui, |ui| self.stage(ui));
    }

    /// Under the transport: the program with its output, or the lab's controls.
    fn lower(&mut self, ui: &mut Ui) {
        if self.open.as_ref().is_some_and(|open| open.shows_lab()) {
            self.lab_pane(ui);
        } else {
            self.program_pane(ui);
        }
    }

    fn heading(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let Some(open) = &self.open else { return };
        let lesson = std::sync::Arc::clone(&open.lesson);
        ui.horizontal_centered(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let key = Command::Present.entry().map(|entry| entry.key_text(ui.ctx())).unwrap_or_default();
                let response = ui.button(key).on_hover_text("Show the picture large, on the whole screen");
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Present"));
                if response.clicked() {
                    self.queue.push(Command::Present);
                }
                let predict = self.settings.get().predict;
                let help = Command::Predict.entry().map(|entry| entry.tooltip(ui.ctx())).unwrap_or_default();
                if ui.add(egui::Button::selectable(predict, "Predict").frame(true)).on_hover_text(help).clicked() {
                    self.queue.push(Command::Predict);
                }
                self.version_choice(ui);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let program = self.open.as_ref().is_some_and(|open| open.program_name.is_some());
                    let topic = if program { "Playground" } else { lesson.topic.title() };
                    ui.label(words(topic, Face::Sans, type_size::VALUE, theme.color32(Ink::Muted, 1.0)));
                    question(ui, &lesson.question, theme);
                });
            });
        });
    }

    fn version_choice(&mut self, ui: &mut Ui) {
        let version = self.version();
        let choice = egui::ComboBox::from_id_salt("version")
            .selected_text(format!("CPython {}", version.release()))
            .width(150.0);
        let shown = ui.name_inputs("Python", |ui| {
            choice.show_ui(ui, |ui| {
                for choice in Version::ALL {
                    let name = format!("CPython {}", choice.release());
                    if ui.selectable_label(choice == version, name).clicked() {
                        self.queue.push(Command::Python(choice));
                    }
                }
            })
        });
        shown.response.on_hover_text("The Python that the program runs on");
    }

    /// `PYTHONHASHSEED`, behind a button that names it.
    pub(super) fn seed_choice(&mut self, ui: &mut Ui) {
        let seed = self.settings.get().hash_seed;
        let text = words(format!("Seed {seed}"), Face::Sans, type_size::VALUE, self.theme.color32(Ink::Muted, 1.0));
        let response = ui.add(egui::Button::new(text).frame(false).min_size(Vec2::new(40.0, space::TOUCH)));
        let popup = egui::Popup::menu(&response).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
        popup.show(|ui| {
            let theme = self.theme;
            let told = words("PYTHONHASHSEED", Face::Mono, type_size::LABEL, theme.color32(Ink::Muted, 1.0));
            ui.label(told);
            let mut wanted = seed;
            let field = egui::DragValue::new(&mut wanted).range(0..=u32::MAX).update_while_editing(false);
            ui.name_inputs("Hash seed", |ui| ui.add(field));
            if ui.button("0: the same each time").clicked() {
                wanted = 0;
            }
            if ui.button(Command::AnotherSeed.name()).clicked() {
                wanted = seed.wrapping_add(1);
            }
            if wanted != seed {
                self.queue.push(Command::HashSeed(wanted));
            }
        });
        response.on_hover_text("How strings hash: PYTHONHASHSEED");
    }

    fn stage(&mut self, ui: &mut Ui) {
        let theme = self.theme;
        let whole = ui.max_rect();
        pane(ui, whole, theme);
        let mut room = whole.shrink2(Vec2::new(4.0, 4.0));
        let Some(open) = &self.open else { return };
        let tabs = open.tabs();
        if tabs.len() > 1 {
            let strip = Rect::from_min_size(room.min, Vec2::new(room.width(), TABS_HEIGHT));
            self.tabs(ui, strip, &tabs);
            room.min.y += TABS_HEIGHT;
        }
        let caption = Rect::from_min_max(egui::pos2(room.left() + 18.0, room.bottom() - CAPTION_HEIGHT), room.max);
        room.max.y -= CAPTION_HEIGHT;
        let room = room.shrink2(Vec2::new(8.0, 4.0));
        if room.width() < 40.0 || room.height() < 40.0 {
            return;
        }
        let now = ui.input(|input| input.time);
        let size =
            Size::new(room.width().max(LEAST_STAGE.width).round(), room.height().max(LEAST_STAGE.height).round());
        self.set_stage(size, now, ui.ctx());
        let chosen = self.open.as_ref().and_then(|open| self.inspector.object(open.run));
        let Some(open) = &mut self.open else { return };
        open.stage.chosen = chosen.filter(|_| !open.shows_lab()).map(|object| u64::from(object.0));
        open.stage.movable = open.shows_lab() && open.bench.as_ref().is_some_and(|bench| bench.lab.has_window());
        let touched = open.stage.show(ui, room, 1.0, theme, Id::unique("stage"));
        if let Some(touched) = touched {
            self.touched(touched, ui.ctx());
        }
        self.stage_words(ui, room, caption);
    }

    fn tabs(&mut self, ui: &mut Ui, strip: Rect, tabs: &[String]) {
        let Some(open) = &self.open else { return };
        let chosen = open.tab;
        let mut row =
            ui.new_child(egui::UiBuilder::new().max_rect(strip.shrink2(Vec2::new(12.0, 4.0))).id_salt("tabs"));
        row.horizontal_centered(|ui| {
            for (place, name) in tabs.iter().enumerate() {
                let button = egui::Button::selectable(place == chosen, name.as_str());
                if ui.add(button).clicked() {
                    self.queue.push(Command::View(place));
                }
            }
        });
    }

    /// Asks for the scene of the moment and puts it on the stage.
    pub(super) fn set_stage(&mut self, size: Size, now: f64, context: &egui::Context) {
        let facts = self.facts().cloned();
        let (still, hide_future) = (self.settings.get().reduced_motion, self.settings.get().predict);
        let Some(open) = &mut self.open else { return };
        let (step, _) = open.position(facts.as_ref());
        if open.shows_lab() {
            let Some(bench) = &mut open.bench else { return };
            let shown = bench.window;
            let look = crate::labs::Look { pointed: open.pointed, hide_future, shown, ..crate::labs::Look::new(size) };
            let subject = format!("lab {} {:?} {shown:?}", bench.lab.name(), bench.lab.controls());
            if let Some(made) = bench.pictures.at(&*bench.lab, step as usize, look, waker(context)) {
                open.stage.set(&made.scene, Footing { subject, size }, still, now);
            }
            return;
        }
        let Some(view) = open.lesson.views.get(open.tab) else { return open.stage.clear() };
        if facts.is_none() {
            // The picture of the run before stays while the next one runs, not when there will be none.
            if matches!(self.session.progress(), Progress::Refused(_)) {
                open.stage.clear();
            }
            return;
        }
        let ask = Ask { run: open.run, step, view: view.view.clone(), focus: view.focus.clone(), size };
        let footing = Footing { subject: format!("{} {} {}", open.run, open.tab, view.view), size };
        if let Some(shown) = self.session.show(ask) {
            open.stage.set(&shown.moment.scene, footing, still, now);
        }
    }

    /// What the caption says now: the lesson's words on the line that ran, or the picture's own.
    pub(super) fn caption(&self) -> String {
        let Some(open) = &self.open else { return String::new() };
        let own = open.stage.target().map(|scene: &Scene| scene.caption.clone()).unwrap_or_default();
        if open.shows_lab() {
            return own;
        }
        let facts = self.facts();
        let ran = facts.and_then(|facts| lines_at(&facts.marks.lines, open.step.min(facts.steps)).0);
        // Of a line that runs again and again the view knows what this turn did.
        let repeated = ran.zip(facts).is_some_and(|(line, facts)| facts.repeated.contains(&line));
        match open.caption(ran) {
            Some(lesson) if !repeated || own.is_empty() => lesson.to_owned(),
            _ => own,
        }
    }

    fn stage_words(&mut self, ui: &mut Ui, room: Rect, caption: Rect) {
        let Some(open) = &self.open else { return };
        let theme = self.theme;
        let centre = |text: String, ink: Ink| {
            let color = theme.color32(ink, 1.0);
            let galley =
                ui.painter().layout(text.clone(), font(Face::Sans, type_size::READING), color, room.width() * 0.7);
            let rect = Rect::from_center_size(room.center(), galley.size());
            ui.painter().galley(rect.min, galley, color);
            let response = ui.interact(rect, Id::unique("stage-words"), egui::Sense::empty());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
        };
        if !open.shows_lab() {
            match self.session.progress() {
                Progress::Running => {
                    ui.ctx().request_repaint_after_secs(0.1);
                    let made = self.session.steps_made();
                    if made > 200_000 {
                        return centre(format!("Running: {:.1} million steps", made as f64 / 1e6), Ink::Muted);
                    }
                }
                Progress::Refused(trouble) => {
                    return centre(format!("Line {}: {}", trouble.line, trouble.message), Ink::Lost);
                }
                Progress::Nothing | Progress::Ready(_) => {}
            }
        }
        let text = self.caption();
        let color = theme.color32(Ink::Text, 1.0);
        let galley = ui.painter().layout(
            text.clone(),
            font(Face::SansMedium, type_size::READING),
            color,
            caption.width() - 18.0,
        );
        let at = egui::pos2(caption.left(), caption.center().y - galley.size().y / 2.0);
        ui.painter_at(caption).galley(at, galley, color);
        let response = ui.interact(caption, Id::unique("caption"), egui::Sense::empty());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
        if !open.shows_lab() {
            self.stopped(ui, room);
        }
    }

    /// Why the run stopped before the program's end, at the foot of the stage, and what can be done.
    fn stopped(&mut self, ui: &mut Ui, room: Rect) {
        let Some((told, ran_out)) = self.facts().and_then(|facts| Some((facts.stopped.clone()?, facts.ran_out))) else {
            return;
        };
        let color = self.theme.color32(Ink::Lost, 1.0);
        let foot = Rect::from_min_max(egui::pos2(room.left(), room.bottom() - 34.0), room.max);
        let builder = egui::UiBuilder::new().max_rect(foot.shrink2(Vec2::new(10.0, 2.0))).id_salt("stopped");
        ui.new_child(builder).horizontal_centered(|ui| {
            ui.label(words(told, Face::Sans, type_size::VALUE, color));
            let command = Command::RunLonger;
            if ran_out && ui.button(command.name()).clicked() {
                self.queue.push(command);
            }
        });
    }

    fn touched(&mut self, touched: Touched, context: &egui::Context) {
        let Touched { clicked, hovered, moved } = touched;
        let Some(open) = &mut self.open else { return };
        if let Some(bench) = open.bench.as_mut().filter(|_| open.tab >= open.lesson.views.len()) {
            bench.move_window(moved);
        }
        if open.shows_lab() {
            open.pointed = match hovered {
                Some(Target::Thing(thing)) => Some(thing),
                _ => None,
            };
        }
        match clicked {
            Some(Target::Step(step)) => self.queue.push(Command::GoTo(step)),
            Some(Target::Line(line)) => self.go_before(line),
            Some(Target::Thing(_)) if open.shows_lab() => {}
            Some(Target::Thing(thing)) => {
                let object = u32::try_from(thing).map(crate::python::object::Ref);
                if let Ok(object) = object {
                    self.inspect(Chosen::Object(object), context);
                }
            }
            Some(Target::Name(name)) => self.inspect(Chosen::Name(name), context),
            None => {}
        }
    }

    /// Goes to the moment before this line runs next.
    pub(super) fn go_before(&mut self, line: u32) {
        let Some((open, facts)) = self.open.as_ref().zip(self.facts()) else { return };
        let step = before_line(&facts.marks.lines, open.step, line);
        self.queue.extend(step.map(Command::GoTo));
    }
}

/// The question on at most two lines; the whole of it on hover.
fn question(ui: &mut Ui, text: &str, theme: crate::scene::theme::Theme) {
    let width = ui.available_width();
    let layout = |size: f32| {
        let mut job = egui::text::LayoutJob::default();
        // Every other piece stands between marks of code.
        for (place, piece) in text.split('`').enumerate() {
            let face = if place % 2 == 1 { Face::MonoBold } else { Face::SansSemibold };
            let color = theme.color32(Ink::Text, 1.0);
            job.append(piece, 0.0, egui::text::TextFormat::simple(font(face, size), color));
        }
        job.wrap = egui::text::TextWrapping { max_width: width, max_rows: 2, ..Default::default() };
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let usual = layout(type_size::READING);
    let galley = if usual.elided { layout(type_size::LABEL) } else { usual };
    let elided = galley.elided;
    let response = ui.add(egui::Label::new(galley));
    if elided {
        response.on_hover_text(plain(text));
    }
}
