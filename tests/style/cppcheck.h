/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GLib's macros as cppcheck needs them, which reads no system headers: those
 * that are no expressions, and those that it would know nothing about. Only
 * tests/style/cppcheck.py includes this file.
 */
#pragma once

#define TRUE 1
#define FALSE 0
#define G_N_ELEMENTS(array) (sizeof (array) / sizeof ((array)[0]))
#define G_STRINGIFY(text) #text
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define CLAMP(x, low, high) MIN (MAX (x, low), high)
#define ABS(x) ((x) < 0 ? -(x) : (x))

#define G_GINT64_FORMAT "li"
#define G_GUINT64_FORMAT "lu"
#define G_GSIZE_FORMAT "lu"
#define G_DIR_SEPARATOR_S "/"
#define G_GNUC_UNUSED
#define G_GNUC_PRINTF(format, first)
#define G_BEGIN_DECLS
#define G_END_DECLS

#define g_autofree
#define g_auto(type) type
#define g_autoptr(type) type *
#define g_return_if_fail(is_good)                                              \
  if (!(is_good))                                                              \
  return
#define g_return_val_if_fail(is_good, value)                                   \
  if (!(is_good))                                                              \
  return value

#define G_DECLARE_FINAL_TYPE(type, function, module, object, parent)           \
  typedef struct _##type type;
#define G_DEFINE_TYPE(type, function, parent)
#define G_DEFINE_TYPE_WITH_CODE(type, function, parent, code)
#define G_DEFINE_FINAL_TYPE(type, function, parent)
#define G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(type, function)
#define G_DEFINE_AUTOPTR_CLEANUP_FUNC(type, function)
#define G_DEFINE_DYNAMIC_TYPE(type, function, parent)
#define G_DEFINE_QUARK(name, function)

#define g_assert(is_good)                                                      \
  if (!(is_good))                                                              \
  abort ()
#define g_assert_cmpint(a, is, b) g_assert ((a) is (b))
#define g_assert_cmpuint(a, is, b) g_assert ((a) is (b))
#define g_assert_cmpfloat(a, is, b) g_assert ((a) is (b))
#define g_assert_cmphex(a, is, b) g_assert ((a) is (b))
#define g_assert_cmpstr(a, is, b) g_assert (g_strcmp0 (a, b) is 0)
#define g_assert_true(is_good) g_assert (is_good)
#define g_assert_false(is_bad) g_assert (!(is_bad))
#define g_assert_null(pointer) g_assert ((pointer) == NULL)
#define g_assert_nonnull(pointer) g_assert ((pointer) != NULL)
#define g_assert_error(error, domain, number)                                  \
  g_assert (g_error_matches (error, domain, number))
#define g_assert_no_error(error) g_assert ((error) == NULL)
