// Our own wire from the client's side, written against docs/reference/wire.md. Nothing is measured here.
#include "load.h"
#include <string.h>

enum { HELLO = 0x01, ENTER = 0x02, JOIN = 0x10, SAY = 0x12 };
enum { WELCOME = 0x81, REFUSED, PONG, ENTERED, CORRECTED, DONE, PLACES = 0x90, ARRIVALS };
enum { SAID = 0xa0, ACCEPTED, JOINED, PAGE, NOTICE = 0xc0 };
#define VERSION 3
#define DIGITS 8 // of a person's number
#define ONE_LINE 1 // everybody on the same line of the hall, however many they are

static uint64_t little(const uint8_t *at, int bytes) {
    uint64_t value = 0;
    for (int i = bytes - 1; i >= 0; i--)
        value = value << 8 | at[i];
    return value;
}

static size_t put(uint8_t *out, uint64_t value, int bytes) {
    for (int i = 0; i < bytes; i++)
        out[i] = (uint8_t)(value >> 8 * i);
    return (size_t)bytes;
}

static size_t put_short(uint8_t *out, const char *text) {
    size_t size = strlen(text);
    out[0] = (uint8_t)size;
    memcpy(out + 1, text, size);
    return size + 1;
}

// Hello, and at once what one came for: nobody has to wait for the Welcome.
void greet(uint32_t index) {
    uint8_t hello[4096] = {HELLO, VERSION}, enter[300] = {ENTER, 1, 0}, join[300] = {JOIN, 2, 0};
    const uint8_t *messages[3] = {hello};
    size_t sizes[3] = {sign_pass((char *)hello + 4, options.first_number + index)}, size = 3;
    uint32_t count = 1;
    put(hello + 2, sizes[0], 2);
    sizes[0] += 4;
    if (options.hall) {
        uint16_t x, z;
        start_place(index, &x, &z);
        size += put_short(enter + size, options.hall);
        size += put(enter + size, x, 2);
        size += put(enter + size, z, 2);
        messages[count] = enter;
        enter[size + 1] = ONE_LINE;
        sizes[count++] = size + 4; // yaw, line, no friend
    }
    if (options.group) {
        size = 3 + put_short(join + 3, options.group);
        messages[count] = join;
        sizes[count++] = size + put(join + size, people[index].last, 8);
    }
    send_frames(&people[index], messages, sizes, count);
}

void say(uint32_t index, uint64_t nonce, const char *text, size_t size) {
    uint8_t message[4096] = {SAY, 3, 0};
    size_t at = 3 + put_short(message + 3, options.group);
    at += put(message + at, nonce, 8);
    at += put(message + at, size, 2);
    memcpy(message + at, text, size);
    send_frame(&people[index], 2, message, at + size + 11); // no reply, no attachment, no mentions
}

// Said and Page end alike: a count, then the messages.
static void take_utterances(uint32_t index, const uint8_t *at, const uint8_t *end, bool is_page) {
    if (end - at < 2)
        return;
    uint64_t count = little(at, 2);
    at += 2;
    while (count-- && end - at >= 33) {
        uint64_t number = little(at, 8);
        at += 17;         // number, time, flags
        at += 1 + *at;    // person
        at += 1 + *at;    // name
        size_t size = little(at, 2);
        heard(index, number, at + 2, size, is_page);
        at += 2 + size + 9; // text, kind, target
        at += 1 + *at;      // attachment
        uint64_t mentions = little(at, 2);
        for (at += 2; mentions--;)
            at += 1 + *at;
    }
}

// Who has come: id, flags, look, person and name. A person of ours ends with their number.
static void take_arrivals(uint32_t index, const uint8_t *at, const uint8_t *end) {
    uint64_t count = little(at, 2);
    for (at += 2; count-- && end - at >= 9;) {
        uint16_t id = (uint16_t)little(at, 2);
        const uint8_t *person = at + 7, *name = person + 1 + *person;
        uint32_t number = 0;
        for (int i = *person >= DIGITS ? *person - DIGITS : *person; i < *person; i++)
            number = number * 10 + (person[1 + i] - '0');
        arrived(index, id, number - options.first_number);
        at = name + 1 + *name;
    }
}

void take_message(uint32_t index, const uint8_t *message, size_t size) {
    struct person *person = &people[index];
    const uint8_t *end = message + size;
    switch (message[0]) {
    case PLACES:
        see_places(index, message, size);
        break;
    case ARRIVALS:
        if (options.ports > 1) // one node: everybody says their own number
            take_arrivals(index, message + 1, end);
        break;
    case SAID:
        take_utterances(index, message + 2 + message[1], end, false);
        break;
    case PAGE:
        take_utterances(index, message + 5 + message[3], end, true);
        break;
    case WELCOME:
        person->greeted = 1;
        counters.greeted++;
        break;
    case JOINED:
        if (!person->last) // who comes for the first time counts from the newest message there is
            person->last = little(message + 4 + message[3] + 8, 8);
        person->joined = 1;
        counters.joined++;
        break;
    case ENTERED: {
        const uint8_t *at = message + 4 + message[3];
        person->entered = 1;
        counters.entered++;
        placed(index, (uint16_t)little(at, 2), (uint16_t)little(at + 2, 2), (uint16_t)little(at + 4, 2),
               (uint16_t)little(at + 7, 2), at[9]);
        break;
    }
    case CORRECTED:
        counters.corrected++;
        break;
    case REFUSED:
        counters.refusals++;
        break;
    case NOTICE:
        counters.notices++;
        scan(index, message + 4, size - 4);
        break;
    default:
        break; // presence, arrivals, departures, acknowledgements: counted as messages
    }
}
