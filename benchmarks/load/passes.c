// Signs passes as the website does: base64url(JSON) "." base64url(HMAC-SHA-256). What is in a pass is the caller's JSON.
#include "load.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 64
static const uint32_t ROUND[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turned(uint32_t word, int bits) { return word >> bits | word << (32 - bits); }

static void digest_block(uint32_t *h, const uint8_t *block) {
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[i * 4] << 24 | (uint32_t)block[i * 4 + 1] << 16 | (uint32_t)block[i * 4 + 2] << 8 |
               block[i * 4 + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + (turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7] +
               (turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(v, h, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t one = v[7] + (turned(v[4], 6) ^ turned(v[4], 11) ^ turned(v[4], 25)) +
                       ((v[4] & v[5]) ^ (~v[4] & v[6])) + ROUND[i] + w[i];
        uint32_t two = (turned(v[0], 2) ^ turned(v[0], 13) ^ turned(v[0], 22)) +
                       ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += one;
        v[0] = one + two;
    }
    for (int i = 0; i < 8; i++)
        h[i] += v[i];
}

// SHA-256 of a first block and a text: all that HMAC needs.
static void digest(uint8_t *out, const uint8_t *first, const uint8_t *text, size_t size) {
    uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint8_t tail[2 * BLOCK] = {0};
    size_t rest = size % BLOCK, padded = rest < 56 ? BLOCK : 2 * BLOCK;
    uint64_t bits = (BLOCK + size) * 8;
    digest_block(h, first);
    for (size_t at = 0; at + BLOCK <= size; at += BLOCK)
        digest_block(h, text + at);
    memcpy(tail, text + size - rest, rest);
    tail[rest] = 0x80;
    for (int i = 0; i < 8; i++)
        tail[padded - 1 - i] = (uint8_t)(bits >> 8 * i);
    for (size_t at = 0; at < padded; at += BLOCK)
        digest_block(h, tail + at);
    for (int i = 0; i < 32; i++)
        out[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
}

static size_t base64url(char *out, const uint8_t *data, size_t size) {
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char *to = out;
    for (size_t at = 0; at < size; at += 3) {
        uint32_t three = (uint32_t)data[at] << 16 | (at + 1 < size ? (uint32_t)data[at + 1] << 8 : 0) |
                         (at + 2 < size ? data[at + 2] : 0);
        *to++ = LETTERS[three >> 18];
        *to++ = LETTERS[three >> 12 & 63];
        if (at + 1 < size)
            *to++ = LETTERS[three >> 6 & 63];
        if (at + 2 < size)
            *to++ = LETTERS[three & 63];
    }
    return (size_t)(to - out);
}

// The pass of person `number`: the template with every @@@@@@@@ replaced by the number in eight digits. Returns its length.
size_t sign_pass(char *out, uint32_t number) {
    static char *template;
    static size_t size;
    static uint8_t inner[BLOCK], outer[BLOCK];
    if (!template) {
        template = slurp(options.pass_template, &size);
        memset(inner, 0x36, BLOCK);
        memset(outer, 0x5c, BLOCK);
        for (size_t i = 0; i < strlen(options.key) / 2 && i < BLOCK; i++) {
            unsigned value = 0;
            sscanf(options.key + 2 * i, "%2x", &value);
            inner[i] ^= (uint8_t)value;
            outer[i] ^= (uint8_t)value;
        }
    }
    char payload[2048], digits[12];
    snprintf(digits, sizeof digits, "%08u", number);
    memcpy(payload, template, size);
    for (char *at = payload; (at = memchr(at, '@', (size_t)(payload + size - at)));)
        if (at + 8 <= payload + size && !memcmp(at, "@@@@@@@@", 8))
            memcpy(at, digits, 8);
        else
            at++;
    uint8_t sum[32], signature[32];
    digest(sum, inner, (uint8_t *)payload, size);
    digest(signature, outer, sum, sizeof sum);
    size_t length = base64url(out, (uint8_t *)payload, size);
    out[length++] = '.';
    return length + base64url(out + length, signature, sizeof signature);
}
