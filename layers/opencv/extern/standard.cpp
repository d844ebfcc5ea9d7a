// std::string and std::vector<uchar> as results of other exports. These return their value, not a status, as
// OpenCvSharp has them.
#include "interop.h"
#include <string>
#include <vector>

EXPORT std::string* string_new1() { return new std::string; }

EXPORT void string_delete(std::string* self) { delete self; }

EXPORT const char* string_c_str(std::string* self) { return self->c_str(); }

EXPORT size_t string_size(std::string* self) { return self->size(); }

EXPORT std::vector<uchar>* vector_uchar_new1() { return new std::vector<uchar>; }

EXPORT size_t vector_uchar_getSize(std::vector<uchar>* self) { return self->size(); }

EXPORT uchar* vector_uchar_getPointer(std::vector<uchar>* self) { return self->data(); }

EXPORT void vector_uchar_delete(std::vector<uchar>* self) { delete self; }
