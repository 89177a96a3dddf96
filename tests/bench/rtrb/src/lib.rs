// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

//! rtrb in the loops of contestant.h, which are here in Rust so that no message costs a call between languages.

use rtrb::{Consumer, Producer, RingBuffer};
use std::arch::asm;
use std::cell::UnsafeCell;
use std::os::raw::c_void;

#[derive(Clone, Copy)]
#[repr(C, align(8))]
struct Message<const SIZE: usize>([u8; SIZE]);

impl<const SIZE: usize> Message<SIZE> {
    fn new() -> Self {
        let mut message = Message([0; SIZE]);
        // The compiler can't know what is in it.
        unsafe { asm!("/* {0} */", in(reg) &mut message, options(nostack, preserves_flags)) };
        message
    }
    #[inline(always)]
    fn set_number(&mut self, number: u64) {
        self.0[..8].copy_from_slice(&number.to_le_bytes());
    }
    #[inline(always)]
    fn number(&self) -> u64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.0[..8]);
        u64::from_le_bytes(bytes)
    }
}

/// All bytes of the message have to be in memory now.
#[inline(always)]
fn received<const SIZE: usize>(message: &Message<SIZE>) {
    unsafe { asm!("/* {0} */", in(reg) message, options(nostack, preserves_flags, readonly)) };
}

#[derive(Clone, Copy)]
struct Waiting {
    pauses: u32,
    yields: bool,
}

impl Waiting {
    #[inline(always)]
    fn pass(self) {
        for _ in 0..self.pauses {
            std::hint::spin_loop();
        }
        if self.yields {
            std::thread::yield_now();
        }
    }
}

trait Ring {
    fn produce(&self, first: u64, count: u64, batch: usize, waiting: Waiting);
    fn consume(&self, first: u64, count: u64, batch: usize, waiting: Waiting) -> u64;
    /// `back` must be of the same type.
    unsafe fn ping(&self, back: &dyn Ring, count: u64, waiting: Waiting) -> u64;
    unsafe fn pong(&self, back: &dyn Ring, count: u64, waiting: Waiting);
}

/// Each side in lines of its own.
#[repr(align(128))]
struct Side<T>(UnsafeCell<T>);

struct Pair<const SIZE: usize> {
    producer: Side<Producer<Message<SIZE>>>,
    consumer: Side<Consumer<Message<SIZE>>>,
}

/// Up to here push() and pop() by value; above, slices of one, which spare the crate a copy through the stack.
const LARGEST_BY_VALUE: usize = 64;

#[inline(always)]
fn push<const SIZE: usize>(producer: &mut Producer<Message<SIZE>>, message: &Message<SIZE>) -> bool {
    if SIZE <= LARGEST_BY_VALUE {
        producer.push(*message).is_ok()
    } else {
        producer.push_entire_slice(std::slice::from_ref(message)).is_ok()
    }
}

#[inline(always)]
fn pop<const SIZE: usize>(consumer: &mut Consumer<Message<SIZE>>, message: &mut Message<SIZE>) -> bool {
    if SIZE <= LARGEST_BY_VALUE {
        match consumer.pop() {
            Ok(popped) => {
                *message = popped;
                true
            }
            Err(_) => false,
        }
    } else {
        consumer.pop_entire_slice(std::slice::from_mut(message)).is_ok()
    }
}

impl<const SIZE: usize> Pair<SIZE> {
    fn new(messages: usize) -> Self {
        let (producer, consumer) = RingBuffer::new(messages);
        Pair { producer: Side(UnsafeCell::new(producer)), consumer: Side(UnsafeCell::new(consumer)) }
    }
    /// For the one thread that produces.
    #[allow(clippy::mut_from_ref)]
    unsafe fn producer(&self) -> &mut Producer<Message<SIZE>> {
        &mut *self.producer.0.get()
    }
    /// For the one thread that consumes.
    #[allow(clippy::mut_from_ref)]
    unsafe fn consumer(&self) -> &mut Consumer<Message<SIZE>> {
        &mut *self.consumer.0.get()
    }
}

unsafe fn same<'a, const SIZE: usize>(other: &'a dyn Ring) -> &'a Pair<SIZE> {
    &*(other as *const dyn Ring as *const Pair<SIZE>)
}

impl<const SIZE: usize> Ring for Pair<SIZE> {
    fn produce(&self, first: u64, count: u64, batch: usize, waiting: Waiting) {
        let producer = unsafe { self.producer() };
        if batch <= 1 {
            let mut message = Message::<SIZE>::new();
            for i in 0..count {
                message.set_number(first + i);
                while !push(producer, &message) {
                    waiting.pass();
                }
            }
            return;
        }
        let mut messages = vec![Message::<SIZE>::new(); batch];
        let mut sent = 0;
        while sent < count {
            let now = batch.min((count - sent) as usize);
            for (i, message) in messages[..now].iter_mut().enumerate() {
                message.set_number(first + sent + i as u64);
            }
            let mut done = 0;
            while done < now {
                let moved = producer.push_partial_slice(&messages[done..now]).0.len();
                if moved == 0 {
                    waiting.pass();
                }
                done += moved;
            }
            sent += now as u64;
        }
    }

    fn consume(&self, first: u64, count: u64, batch: usize, waiting: Waiting) -> u64 {
        let consumer = unsafe { self.consumer() };
        let mut wrong = 0;
        if batch <= 1 {
            let mut message = Message::<SIZE>::new();
            for i in 0..count {
                while !pop(consumer, &mut message) {
                    waiting.pass();
                }
                received(&message);
                wrong += u64::from(message.number() != first + i);
            }
            return wrong;
        }
        let mut messages = vec![Message::<SIZE>::new(); batch];
        let mut got = 0;
        while got < count {
            let most = batch.min((count - got) as usize);
            let popped = consumer.pop_partial_slice(&mut messages[..most]).0;
            if popped.is_empty() {
                waiting.pass();
            }
            for (i, message) in popped.iter().enumerate() {
                received(message);
                wrong += u64::from(message.number() != first + got + i as u64);
            }
            got += popped.len() as u64;
        }
        wrong
    }

    unsafe fn ping(&self, back: &dyn Ring, count: u64, waiting: Waiting) -> u64 {
        let producer = self.producer();
        let answers = same::<SIZE>(back).consumer();
        let mut message = Message::<SIZE>::new();
        let mut wrong = 0;
        for i in 0..count {
            message.set_number(i);
            while !push(producer, &message) {
                waiting.pass();
            }
            while !pop(answers, &mut message) {
                waiting.pass();
            }
            received(&message);
            wrong += u64::from(message.number() != i);
        }
        wrong
    }

    unsafe fn pong(&self, back: &dyn Ring, count: u64, waiting: Waiting) {
        let consumer = self.consumer();
        let answers = same::<SIZE>(back).producer();
        let mut message = Message::<SIZE>::new();
        for _ in 0..count {
            while !pop(consumer, &mut message) {
                waiting.pass();
            }
            received(&message);
            while !push(answers, &message) {
                waiting.pass();
            }
        }
    }
}

type Handle = Box<dyn Ring>;

unsafe fn ring<'a>(handle: *mut c_void) -> &'a dyn Ring {
    (*handle.cast::<Handle>()).as_ref()
}

#[no_mangle]
pub extern "C" fn membridge_rtrb_new(message_size: usize, messages: usize) -> *mut c_void {
    let ring: Handle = match message_size {
        8 => Box::new(Pair::<8>::new(messages)),
        64 => Box::new(Pair::<64>::new(messages)),
        1024 => Box::new(Pair::<1024>::new(messages)),
        4096 => Box::new(Pair::<4096>::new(messages)),
        65536 => Box::new(Pair::<65536>::new(messages)),
        _ => panic!("no messages of {} bytes", message_size),
    };
    Box::into_raw(Box::new(ring)).cast()
}

/// # Safety
/// `handle` is from membridge_rtrb_new(), and nobody uses it any more. The same goes for the handles below, which one thread may use for each side.
#[no_mangle]
pub unsafe extern "C" fn membridge_rtrb_free(handle: *mut c_void) {
    drop(Box::from_raw(handle.cast::<Handle>()));
}

/// # Safety
/// See membridge_rtrb_free().
#[no_mangle]
pub unsafe extern "C" fn membridge_rtrb_produce(
    handle: *mut c_void,
    first: u64,
    count: u64,
    batch: usize,
    pauses: u32,
    yields: bool,
) {
    ring(handle).produce(first, count, batch, Waiting { pauses, yields });
}

/// # Safety
/// See membridge_rtrb_free().
#[no_mangle]
pub unsafe extern "C" fn membridge_rtrb_consume(
    handle: *mut c_void,
    first: u64,
    count: u64,
    batch: usize,
    pauses: u32,
    yields: bool,
) -> u64 {
    ring(handle).consume(first, count, batch, Waiting { pauses, yields })
}

/// # Safety
/// See membridge_rtrb_free(); `back` is a ring for messages of the same size.
#[no_mangle]
pub unsafe extern "C" fn membridge_rtrb_ping(
    handle: *mut c_void,
    back: *mut c_void,
    count: u64,
    pauses: u32,
    yields: bool,
) -> u64 {
    ring(handle).ping(ring(back), count, Waiting { pauses, yields })
}

/// # Safety
/// See membridge_rtrb_ping().
#[no_mangle]
pub unsafe extern "C" fn membridge_rtrb_pong(
    handle: *mut c_void,
    back: *mut c_void,
    count: u64,
    pauses: u32,
    yields: bool,
) {
    ring(handle).pong(ring(back), count, Waiting { pauses, yields });
}
