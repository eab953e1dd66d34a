use glasshouse::{
    labs,
    scene::{self, Size, theme::Theme},
};
fn main() {
    for name in labs::NAMES {
        let lab = labs::open(name).unwrap();
        for (w, h) in [(760.0, 446.0), (1120.0, 560.0)] {
            let steps = lab.steps();
            let scene = lab.scene(steps.saturating_sub(1), &labs::Look::new(Size::new(w, h)));
            for (t, tn) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
                let png = scene::raster::png(&scene, t, 1.0).unwrap();
                std::fs::write(format!("/tmp/lab-{name}-{w}-{tn}.png"), png).unwrap();
            }
            println!("{name} {w} steps {steps} {:?} caption {:?}", scene::check::problems(&scene), scene.caption);
        }
    }
}
