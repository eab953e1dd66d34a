//! Instructions that load methods: the object's own, and its super class's.

use crate::python::eval::attribute::Found;
use crate::python::eval::frame::Value;
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;

impl Machine {
    /// `LoadMethod`
    #[inline]
    pub(super) fn load_method(&mut self, arg: u32) -> Result<()> {
        let (object, name) = (self.peek(0), self.name(arg));
        match self.find_method(object, name)? {
            Found::Unbound(function) => {
                let object = self.pop_value();
                self.push(function);
                self.push_value(object);
            }
            Found::Attribute(value) => {
                self.replace_top(1, value);
                self.push_value(Value::NULL);
            }
        }
        Ok(())
    }

    pub(super) fn load_super_attribute(&mut self, arg: u32) -> Result<()> {
        let (for_call, name) = (arg >> 31 == 1, self.name(arg & !(1 << 31)));
        let (super_class, class, receiver) = (self.peek(2), self.peek(1), self.peek(0));
        let proxy = self.call(super_class, &[class, receiver])?;
        let value = self.get_attribute(proxy, name);
        self.release(proxy);
        let value = value?;
        self.replace_top(3, value);
        if for_call {
            self.push_value(Value::NULL);
        }
        Ok(())
    }
}
